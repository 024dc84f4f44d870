import HTTPTypes
import Hummingbird
import JSONCoding

extension Response {
    /// A JSON object whose members `write` writes.
    static func json(_ status: HTTPResponse.Status = .ok, fields: HTTPFields = [:], _ write: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        write(&writer)
        writer.endObject()
        var fields = fields
        fields[.contentType] = "application/json"
        return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }

    /// Nothing to say but that it is done.
    static var done: Response { Response(status: .noContent) }

    /// A refusal in the API's one shape.
    static func refusal(_ error: APIError) -> Response {
        json(error.status, fields: error.fields) { writer in
            writer.object("error") { writer in
                writer.member("code", error.code)
                writer.member("message", error.message)
                writer.member("member", error.member)
            }
        }
    }
}
