// Parts of the web platform that the DOM types of TypeScript 4.8 do not know yet.

interface RTCRtpEncodingParameters {
  maxFramerate?: number;
  networkPriority?: RTCPriorityType;
  scalabilityMode?: string;
}

interface RTCRtpReceiver {
  jitterBufferTarget: number | null;
}

interface HTMLMediaElement {
  setSinkId(deviceId: string): Promise<void>;
}

interface NetworkInformation extends EventTarget {
  readonly type?: string;
  readonly effectiveType?: string;
}

interface Navigator {
  readonly connection?: NetworkInformation;
}
