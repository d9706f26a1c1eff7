import { Chosen, type CopyPlan, type Write } from './copy-plan.js'
import type { CaptureInterface, PacketSink, RawPacket } from './format.js'
import { OPT_COMMENT } from './pcapng-blocks.js'
import {
  enhancedPacket,
  interfaceDescription,
  interfaceStatistics,
  option,
  sectionHeader,
  textOption,
} from './pcapng-encode.js'

/** Option codes: draft-ietf-opsawg-pcapng §4.1, §4.2, §4.3, §4.6. */
const SHB_USERAPPL = 4
const IF_TSRESOL = 9
const EPB_FLAGS = 2
const ISB_IFDROP = 5

/** For packets of an interface that the capture does not describe: LINKTYPE_USER0, which means nothing outside. */
const UNDESCRIBED = 147

const LITTLE = true

/**
 * Writes packets as a pcapng stream of one section, from whatever format they were read. Only what a `RawPacket` says is
 * written: link type, snapshot length, time, lengths, bytes and direction.
 */
export class PcapngWriter implements PacketSink {
  private readonly interfaces = new Map<CaptureInterface, number>()
  private readonly chosen: Chosen
  private frame = 0

  constructor(
    private readonly plan: CopyPlan,
    private readonly write: Write,
  ) {
    this.chosen = new Chosen(plan.frames)
  }

  /** Writes the header of the section. */
  begin(): void {
    const { application, summary } = this.plan
    const options = [textOption(SHB_USERAPPL, application, LITTLE), textOption(OPT_COMMENT, summary, LITTLE)]
    this.write(sectionHeader(options, LITTLE))
  }

  packet(raw: RawPacket): void {
    if (!this.chosen.has(++this.frame)) return
    const comment = this.plan.comments.get(this.frame)
    const record = {
      interfaceId: this.interfaceId(raw.interface),
      time: timeOf(raw),
      bytes: raw.bytes.subarray(raw.offset, raw.offset + raw.captured),
      original: raw.original,
    }
    const options = [
      ...(raw.direction > 0 ? [option(EPB_FLAGS, Uint8Array.of(raw.direction, 0, 0, 0), LITTLE)] : []),
      ...(comment === undefined ? [] : [textOption(OPT_COMMENT, comment, LITTLE)]),
    ]
    this.write(enhancedPacket(record, options, LITTLE))
  }

  /** Says how many packets the capturing host dropped, if it did; not which interface they came from. */
  end(dropped: number): void {
    if (dropped === 0 || this.interfaces.size === 0) return
    const count = new Uint8Array(8)
    new DataView(count.buffer).setBigUint64(0, BigInt(dropped), LITTLE)
    this.write(interfaceStatistics(0, [option(ISB_IFDROP, count, LITTLE)], LITTLE))
  }

  /** Interfaces are described before their first packet, and numbered in that order. */
  private interfaceId(described: CaptureInterface): number {
    const known = this.interfaces.get(described)
    if (known !== undefined) return known
    const linkType = described.linkType < 0 ? UNDESCRIBED : described.linkType
    const resolution = option(IF_TSRESOL, Uint8Array.of(digitsOf(described)), LITTLE)
    this.write(interfaceDescription(linkType, described.snapLength, [resolution], LITTLE))
    this.interfaces.set(described, this.interfaces.size)
    return this.interfaces.size - 1
  }
}

/** Nanoseconds hold the times of every format that is read. */
const digitsOf = ({ digits }: CaptureInterface): 6 | 9 => digits ?? 9

function timeOf({ seconds, nanoseconds, interface: from }: RawPacket): bigint {
  if (digitsOf(from) === 9) return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds)
  return BigInt(seconds) * 1_000_000n + BigInt(Math.floor(nanoseconds / 1000))
}
