import { type Cursor, Layer } from './cursor.js'

/*
 * RFC 768:
 *
 *   0             2                  4        6          8
 *   +-------------+------------------+--------+----------+------
 *   | source port | destination port | length | checksum | ...
 *   +-------------+------------------+--------+----------+------
 */
const DESTINATION_PORT = 2
export const UDP_LENGTH = 8

/** Looks for a tunnel behind a well-known port. Any program may use these ports, so what follows is only a guess. */
export function readUdp(view: DataView, cursor: Cursor): number {
  const at = cursor.at
  if (cursor.left < UDP_LENGTH) return Layer.end
  const layer = layerOfPorts(view.getUint16(at), view.getUint16(at + DESTINATION_PORT))
  if (layer === Layer.end) return layer
  cursor.at += UDP_LENGTH
  cursor.guessed = true
  return layer
}

/** Tunnels are told by their destination port: the source port spreads load. Teredo answers from its port. */
function layerOfPorts(source: number, destination: number): number {
  switch (destination) {
    case 4789: // RFC 7348 §8
    case 8472: // Linux before the number was assigned; still its default
      return Layer.vxlan
    case 4790: // draft-ietf-nvo3-vxlan-gpe
      return Layer.vxlanGpe
    case 6081: // RFC 8926 §3.3
      return Layer.geneve
    case 2152: // 3GPP TS 29.281 §4.4.2.3
      return Layer.gtpU
    case 3544: // RFC 4380 §2.7
      return Layer.teredo
    default:
      return source === 3544 ? Layer.teredo : Layer.end
  }
}
