/**
 * Small readers that check a parsed JSON value and rebuild it with its members in the order of `docs/signaling.md`.
 * What they give back has exactly the known members, so that unknown ones are ignored and `JSON.stringify` writes canonical bytes.
 *
 * @template T
 * @typedef {(value: unknown, path: string) => T} Reader throws `ProtocolError`; `path` names the member in its message
 */

/** A message that is not what `docs/signaling.md` says. `code` is the one a server would answer with. */
export class ProtocolError extends Error {
  /** @type {'malformed_message' | 'unknown_message_type' | 'message_too_large'} */
  code;

  /**
   * @param {'malformed_message' | 'unknown_message_type' | 'message_too_large'} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = 'ProtocolError';
    this.code = code;
  }
}

/**
 * @param {string} path
 * @param {string} expected
 * @returns {never}
 */
function refuse(path, expected) {
  throw new ProtocolError('malformed_message', `'${path}' is not ${expected}.`);
}

/**
 * Half of a surrogate pair cannot be written as UTF-8.
 *
 * @type {Reader<string>}
 */
export function string(value, path) {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value) ? value : refuse(path, 'a string');
}

/**
 * Integers stay within ±(2^53 − 1), so a double holds every one of them exactly.
 *
 * @type {Reader<number>}
 */
export function integer(value, path) {
  // -0 is written as 0.
  return Number.isSafeInteger(value) ? /** @type {number} */ (value) + 0 : refuse(path, 'an integer');
}

/**
 * A count, an id of a request or a sequence number.
 *
 * @type {Reader<number>}
 */
export function natural(value, path) {
  const number = integer(value, path);
  return number >= 0 ? number : refuse(path, 'a non-negative integer');
}

/** @type {Reader<boolean>} */
export function boolean(value, path) {
  return typeof value === 'boolean' ? value : refuse(path, 'true or false');
}

/**
 * @template {string} Value
 * @param {...Value} values
 * @returns {Reader<Value>}
 */
export function oneOf(...values) {
  return (value, path) => values.find((each) => each === value) ?? refuse(path, `one of ${values.join(', ')}`);
}

/**
 * @template Item
 * @param {Reader<Item>} item
 * @returns {Reader<Item[]>}
 */
export function array(item) {
  return (value, path) => (Array.isArray(value) ? value.map((each, index) => item(each, `${path}[${index}]`)) : refuse(path, 'an array'));
}

/**
 * An object of strings. Written with its keys in ascending order of their UTF-8 bytes, as the server does.
 *
 * @type {Reader<Record<string, string>>}
 */
export function strings(value, path) {
  if (!isObject(value)) return refuse(path, 'an object');
  /** @type {Record<string, string>} A key may be `__proto__`: no prototype, no surprise. */
  const result = Object.create(null);
  for (const key of Object.keys(value).sort(byCodePoint)) result[key] = string(value[key], `${path}.${key}`);
  return result;
}

/**
 * UTF-8 bytes order as code points do, which differs from JavaScript's order of UTF-16 units above U+FFFF.
 *
 * @param {string} left
 * @param {string} right
 */
function byCodePoint(left, right) {
  const [a, b] = [[...left], [...right]];
  for (const [index, letter] of a.entries()) {
    const difference = (letter.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * @template T
 * @typedef {object} Optional
 * @property {Reader<T>} optional
 */

/**
 * @template T
 * @param {Reader<T>} reader
 * @returns {Optional<T>}
 */
export function optional(reader) {
  return { optional: reader };
}

/** @typedef {Record<string, Reader<any> | Optional<any>>} Members in the order in which they are written */

/**
 * @param {Members} members
 * @returns {Reader<any>} typed by the caller: the typedefs of `types.js` are the documentation that people read
 */
export function object(members) {
  const entries = Object.entries(members);
  return (value, path) => {
    if (!isObject(value)) return refuse(path, 'an object');
    /** @type {Record<string, unknown>} */
    const result = {};
    for (const [name, member] of entries) {
      const present = Object.hasOwn(value, name) && value[name] !== undefined;
      const memberPath = path === '' ? name : `${path}.${name}`;
      if (typeof member === 'function') {
        result[name] = present ? member(value[name], memberPath) : refuse(memberPath, 'there');
      } else if (present) {
        result[name] = member.optional(value[name], memberPath);
      }
    }
    return result;
  };
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
