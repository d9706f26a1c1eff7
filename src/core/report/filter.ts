/** The Wireshark display filter that shows a finding's frames. */
const MOST_FRAMES = 30

/**
 * @param stream `tcp.stream`, when Wireshark counts it the same way for this file
 * @param frames in order of importance; the rest is left out of very long lists
 */
export function displayFilter(stream: number | undefined, frames: readonly number[]): string {
  const shown = [...new Set(frames)].slice(0, MOST_FRAMES).sort((a, b) => a - b)
  const which = `frame.number in {${shown.join(', ')}}`
  return stream === undefined ? which : `tcp.stream == ${stream} && ${which}`
}
