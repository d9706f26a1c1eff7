/** Two captures of one reset, at the client and at the server: the case that the README tells. */

/** Files of examples/ by name, in base64: put in when the page is built. */
declare const EXAMPLES: Record<string, string>

export const exampleFiles = (): File[] =>
  Object.entries(EXAMPLES).map(([name, base64]) => new File([bytesOf(base64)], name))

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
