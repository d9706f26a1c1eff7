import type { OtherCaptureFacts } from '../../evidence/other-capture.js'
import type { Oddity } from '../../evidence/rst-form.js'
import { few, hexadecimal, seconds } from '../format.js'
import type { Words } from '../types.js'
import { bits, ttl } from './terms.js'

export const observations: Words['observation'] = {
  'ttl-shift': {
    name: 'TTL against the usual one',
    text: ({ hopLimit, usual, from, side }, scene) => {
      const what = from === 'echo' ? `the ${side}'s ping replies` : `the ${side}'s packets`
      const where = from === 'host' ? ' in other connections' : ''
      if (scene.for === 'middlebox')
        return `its ${ttl(scene)} is ${hopLimit} where ${what} arrive with ${usual}${where}`
      if (Math.abs(hopLimit - usual) <= 1)
        return `its ${ttl(scene)} is ${hopLimit}, and ${what} arrive with ${usual}${where}`
      return `its ${ttl(scene)} is ${hopLimit}, which ${what} arrive with as well (most of them with ${usual})`
    },
  },
  'ttl-variation': {
    name: 'TTLs inside one burst',
    text: ({ values }, scene) =>
      `the resets of this burst carry different ${ttl(scene)}s (${few(values)}), which one host does not send`,
  },
  'no-hops': {
    name: 'untouched TTL',
    text: ({ hopLimit, away }, scene) =>
      `its ${ttl(scene)} is ${hopLimit}, not lowered by any router, although the ${scene.accused} is ${away} hops away`,
  },
  'ip-id': {
    name: 'IP ID against the counter',
    text: ({ id, last, step, side }, scene) =>
      scene.for === 'end'
        ? `its IP ID ${id} goes on from the ${side}'s last one (${last}), ${step} further`
        : last === 0
          ? `its IP ID is ${id} where the ${side} gives 0 to packets that it sends without a connection`
          : id === 0
            ? `its IP ID is 0 where the ${side} numbers the packets of this connection (the last one ${last})`
            : `its IP ID ${id} does not fit the ${side}'s counter, which stood at ${last}`,
  },
  'ip-id-copy': {
    name: 'copied IP ID',
    text: ({ id, of }, scene) =>
      `its IP ID ${id} is that of frame ${scene.frame(of)}, a packet of the ${scene.receiver}`,
  },
  'shared-counter': {
    name: 'one IP ID counter for several hosts',
    text: ({ id, otherId, otherAddress, hopLimit }, scene) =>
      `its IP ID ${id} and the IP ID ${otherId} of a reset in the name of ${otherAddress} come from one counter, and both have ${ttl(scene)} ${hopLimit}`,
  },
  timing: {
    name: 'time since the packet it answers',
    text: ({ delay, rtt, trigger }, scene) =>
      scene.for === 'middlebox'
        ? `it came ${seconds(delay)} after frame ${scene.frame(trigger)} although a round trip to the ${scene.accused} takes ${seconds(rtt)}`
        : `it came ${seconds(delay)} after frame ${scene.frame(trigger)}, and a round trip to the ${scene.accused} takes ${seconds(rtt)}`,
  },
  foreknowledge: {
    name: 'acknowledges what cannot have arrived',
    text: ({ delay, rtt, of }, scene) =>
      `it acknowledges frame ${scene.frame(of)}, sent only ${seconds(delay)} before, which cannot have reached the ${scene.accused} yet (round trip ${seconds(rtt)})`,
  },
  'life-after-reset': {
    name: 'the connection goes on',
    text: ({ side, frame, later, is }, scene) =>
      `the ${side} sent ${LIFE[is]} on this connection ${seconds(later)} later (frame ${scene.frame(frame)})`,
  },
  'second-answer': {
    name: 'answered twice',
    text: ({ later, after }, scene) =>
      `the ${scene.accused} answered the same packet itself, ${seconds(after)} after it (frame ${scene.frame(later)}), with another ${ttl(scene)}`,
  },
  'both-ways': {
    name: 'resets both ways at once',
    text: ({ other, apart, rtt }, scene) =>
      `the other end got a reset too, ${seconds(apart)} apart (frame ${scene.frame(other)}), sooner than the ends can hear of each other (round trip ${seconds(rtt)})`,
  },
  challenge: {
    name: 'answers the challenge ACK',
    text: ({ challenge, answer }, scene) =>
      `it drew a challenge ACK (frame ${scene.frame(challenge)}) and the ${scene.accused} answered that with an exact reset (frame ${scene.frame(answer)}), as RFC 5961 has it`,
  },
  burst: {
    name: 'more resets than packets to answer',
    text: ({ resets, packets }) =>
      `${resets} resets came at one stroke, with ${packets === 0 ? 'no packet' : `only ${packets}`} to answer`,
  },
  'sequence-ladder': {
    name: 'climbing sequence numbers',
    text: ({ steps }) =>
      `the sequence numbers of the burst climb ahead of the stream (${few(steps.filter((step) => step > 0).map((step) => `+${step}`))})`,
  },
  'counted-fields': {
    name: 'counted TTL and window',
    text: ({ windows, hopLimits }, scene) =>
      `window and ${ttl(scene)} count together inside the burst (windows ${few(windows)}; ${ttl(scene)}s ${few(hopLimits)})`,
  },
  'rst-form': {
    name: 'form of the reset',
    text: ({ form, odd, ack }) =>
      odd === 'none' ? `it has the form that TCP stacks give ${FORM[form]}` : ODD[odd as Oddity](ack),
  },
  window: {
    name: 'window of the reset',
    text: ({ window, of, scale }, scene) =>
      scale > 0
        ? `its window ${window} is that of frame ${scene.frame(of)}, a SYN, and left unshifted: with the agreed scale of ${scale} the ${scene.accused} would offer ${window * 2 ** scale} bytes`
        : of === 0
          ? `its window is ${window} where a stack's own answer has 0`
          : `its window ${window} is that of frame ${scene.frame(of)}, a packet of the ${scene.receiver}`,
  },
  timestamps: {
    name: 'timestamp option',
    text: ({ right, value, last }, scene) =>
      right
        ? `its timestamp ${value} goes on from the ${scene.accused}'s last one (${last})`
        : `it lacks the timestamp option that both ends had agreed on`,
  },
  'traffic-class': {
    name: 'TOS of the answer',
    text: ({ asked, answered }, scene) =>
      scene.for === 'end'
        ? `its TOS ${hexadecimal(answered)} mirrors that of the packet it answers, as the Linux kernel does`
        : `its TOS is ${hexadecimal(answered)} where the packet it answers has ${hexadecimal(asked)}, which a Linux kernel would mirror`,
  },
  'flow-label': {
    name: 'IPv6 flow label',
    text: ({ label }, scene) => `its flow label is 0 where the ${scene.accused}'s packets carry ${hexadecimal(label)}`,
  },
  'odd-bits': {
    name: 'unusual flag bits',
    text: ({ flags }) => `it has flag bits set that stacks leave clear in a reset: ${bits(flags)}`,
  },
  payload: {
    name: 'payload of an injector',
    text: ({ text }) => `its payload (${text}) is the one of a known injector`,
  },
  'mac-address': {
    name: 'MAC address',
    text: ({ mac, usual }, scene) =>
      scene.for === 'end'
        ? `it came from the same MAC address (${mac}) as the ${scene.accused}'s other packets`
        : `it came from MAC address ${mac} where the ${scene.accused}'s other packets come from ${usual}`,
  },
  'dont-fragment': {
    name: "don't-fragment bit",
    text: ({ packets }, scene) =>
      packets === 1
        ? `it lacks the don't-fragment bit that the ${scene.accused}'s packet before it carries`
        : `it lacks the don't-fragment bit that all ${packets} other packets of the ${scene.accused} carry`,
  },
  vlan: {
    name: 'VLAN',
    text: ({ vlan, usual }, scene) =>
      `it came ${inVlan(vlan)} where the ${scene.accused}'s other packets come ${inVlan(usual)}`,
  },
  direction: {
    name: 'direction at the capturing host',
    text: ({ direction, side }, scene) => {
      if (scene.for === 'end') return `the capturing host, which is the ${side}, sent it itself`
      if (direction === 'sent') return `the ${scene.receiver}'s own host sent it, with the ${side}'s address`
      return `the capturing host, which is the ${side}, received it from outside with its own address as the source`
    },
  },
  'other-capture': {
    name: 'the other capture',
    text: ({ rule, there, side }) => OTHER_CAPTURE[rule](side, there),
  },
  'same-device': {
    name: 'same signature elsewhere',
    text: ({ hosts, hopLimit }, scene) =>
      `resets in the name of ${hosts} other ${hosts === 1 ? 'host' : 'hosts'} have the same ${ttl(scene)} ${hopLimit} and the same window, unlike those hosts' own packets`,
  },
  'content-met': {
    name: 'comes at the packet that names something',
    text: ({ what }) =>
      `it came right at ${what === 'client-hello' ? 'the ClientHello' : 'the HTTP request'}, before the server had acknowledged that`,
  },
  expected: {
    name: 'had to be sent',
    text: ({ why, side }, scene) => EXPECTED[why](side, scene.receiver),
  },
}

const held = (side: string, there: number) =>
  `the other capture, nearer to the ${side}, holds it as well (frame ${there} there)`
const notFromHost = (side: string) => `the captured ${side} did not send it, and what it answers never arrived there`

const OTHER_CAPTURE: Record<OtherCaptureFacts['rule'], (side: string, there: number) => string> = {
  'sent-there': held,
  'passed-there': held,
  'never-sent': (side) =>
    `it arrived here and was never sent: the other capture, nearer to the ${side}, is whole at that time and does not hold it`,
  'never-seen': (side) =>
    `it arrived here, and the other capture, nearer to the ${side}, does not seem to hold it, but may have missed it`,
  'never-sent-nearer': notFromHost,
  'not-this-host': notFromHost,
  'not-from-host': (side) => `the captured ${side} did not send it, as far as its capture shows`,
  'nothing-there': () => 'the other capture holds no TCP packet at all',
}

const LIFE = { 'syn-ack': 'a SYN-ACK', data: 'data', fin: 'a FIN', ack: 'an ACK' }

const FORM = {
  refusal: 'the refusal of a SYN',
  reply: 'an answer: no ACK flag, the sequence number taken from the packet it answers',
  abort: 'an abort: ACK flag, the next sequence number of the connection',
  live: 'a reset with the numbers of a live connection',
  stray: 'a reset',
}

const ODD: Record<Oddity, (ack: number) => string> = {
  'answer-with-ack': () =>
    'it repeats the numbers of the packet it answers and has the ACK flag too, which no stack measured does',
  'seq-in-refusal': () => 'it refuses a SYN with a sequence number other than 0 (RFC 9293 §3.10.7.1 wants 0)',
  'bare-to-syn': () => 'it answers a SYN without the ACK flag, so it could not even be accepted (RFC 9293 §3.10.7.3)',
  'ack-without-flag': (ack) => `its acknowledgment field holds ${ack} although the ACK flag is not set`,
  ahead: () => 'its sequence number is near the one that is due, but not it',
  stray: () => 'its numbers belong to nothing in this connection',
}

const EXPECTED = {
  'closed-before': (side: string) => `the ${side} had closed its side before, so a reset was due`,
  'reset-by-peer-before': (side: string, peer: string) =>
    `a reset in the ${peer}'s name had come before, so the ${side} had to answer so`,
  'no-handshake': (side: string) =>
    `the ${side} had not opened this connection, so it had to answer the SYN-ACK with a reset`,
  'wrong-ack': (side: string) =>
    `the packet acknowledges what the ${side} never sent, so it had to answer with a reset`,
  'no-socket': (side: string) =>
    `a reset in the ${side}'s name had come before, so it has no socket left for later packets`,
  closing: (side: string, peer: string) =>
    `the ${peer} had closed its side, and the ${side} leaves as applications often do`,
}

const inVlan = (id: number): string => (id === 0 ? 'without a VLAN tag' : `in VLAN ${id}`)
