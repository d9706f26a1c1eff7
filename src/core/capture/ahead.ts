/** What readers share that tell a sink where the next packets start before they deliver them: see `PacketSink.expect`. */

/** Packets at a time, at most: their waiting times overlap, and the nearest cache holds what is kept of so many connections. */
export const ANNOUNCED = 64
/** Their offsets. One for all readers: a sink reads them at once. */
export const AHEAD = new Int32Array(ANNOUNCED)
/** While the sink does not want to know, it is asked again after so many bytes. */
export const ASKED_AGAIN_AFTER = 64 * 1024
