import { otherSide } from '../../casefile/model.js'
import type { Whereabouts } from '../../verdict/anomalies/whereabouts.js'
import * as run from '../commands.js'
import { quoted, seconds, shownBytes } from '../format.js'
import type { Words } from '../types.js'
import { locateStep, probeStep } from './experiments.js'
import { clauses, openBetween } from './summary.js'
import { many } from './terms.js'

export const anomalies: Words['anomaly'] = {
  blackhole: {
    name: 'no answer',
    summary: ({ stage, tries, seconds: span, from, size, name, heard }, scene) => {
      if (stage === 'syn')
        return `The server ${scene.server.address} did not answer on port ${scene.server.port}: ${many(tries, 'SYN')} in ${seconds(span)}, and nothing came back.`
      const what = {
        'client-hello': 'the ClientHello',
        'http-request': 'the HTTP request',
        data: `${many(size, 'byte')} of data`,
      }[stage]
      const named = name && stage !== 'data' ? ` for ${quoted(name)}` : ''
      return `From ${what}${named} on there was silence: the ${from} sent it ${tries} times in ${seconds(span)} and got no answer${heard ? ', although the other end had answered before' : ''}.`
    },
    place: ({ lost }) => LOST[lost],
    advice: ({ stage, size }, scene) => {
      if (stage === 'syn')
        return [
          {
            text: 'See whether the path ends somewhere, and whether another port answers:',
            command: run.traceroute(scene),
          },
          probeStep(scene),
          locateStep(scene),
        ]
      const mtu =
        size > 1200
          ? [{ text: 'Only large packets may be lost: test the path MTU.', command: run.smallPing(scene) }]
          : []
      return [
        ...mtu,
        stage === 'client-hello'
          ? {
              text: 'Ask for another name. If that is answered, the name decides:',
              command: run.helloWithOtherName(scene),
            }
          : { text: 'See where the path ends:', command: run.traceroute(scene) },
        ...(stage === 'client-hello' ? [probeStep(scene), locateStep(scene)] : []),
      ]
    },
    settle: ({ from }, scene) => [
      `Capture at the ${otherSide(from)} at the same time: if the packets do not arrive there, they are dropped on the path; if they do, the answers are.\n${run.capture(scene, otherSide(from))}`,
    ],
  },
  'icmp-reject': {
    name: 'refused by ICMP',
    summary: ({ from, type, code, ipVersion, fromTarget }) =>
      `${from}${fromTarget ? ', the host itself,' : ', a device on the path,'} refused the connection by ICMP: ${unreachable(ipVersion, type, code)}.`,
    place: ({ from, hopLimit }) => `${from} sent it${hopLimit > 0 ? `; it arrived with TTL ${hopLimit}` : ''}.`,
    advice: ({ from, fromTarget }, scene) => [
      {
        text: fromTarget
          ? 'Look for a packet filter on that host that rejects with ICMP.'
          : `Ask whoever runs ${from} for the rule, or for the route that is missing.`,
        command: fromTarget ? run.firewallRules : run.traceroute(scene),
      },
    ],
    settle: (_, scene) => [
      `Capture at the server: if the SYN never arrives, the path refuses.\n${run.capture(scene, 'server')}`,
    ],
  },
  'injected-fin': {
    name: 'FIN before more data',
    summary: ({ sure, from, fin, after }, scene, signs) => {
      const more = `the ${from} sent more data behind it (frame ${scene.frame(after)})`
      if (sure) return `The FIN in the ${from}'s name was forged: ${clauses([...signs.forForgery, more])}.`
      const number = scene.frame(fin)
      return [`Frame ${number} is a FIN, and ${more}.`, ...openBetween(`frame ${number}`, signs, scene)].join(' ')
    },
    place: ({ sure }) => (sure ? 'A device on the path; its distance was not computed.' : 'Not known.'),
    advice: (_, scene) => [
      {
        text: 'Repeat with another name or over an encrypted connection, to see what sets it off.',
        command: scene.tls ? run.helloWithOtherName(scene) : run.requestWithOtherHost(scene),
      },
      probeStep(scene),
    ],
    settle: ({ from }, scene) => [
      `Capture at the ${from} at the same time: a FIN that arrives here and never left there was forged.\n${run.capture(scene, from)}`,
    ],
  },
  'injected-response': {
    name: 'two different responses',
    summary: ({ sure, injected, real, first }, scene, signs) => {
      const [odd, other] = [`frame ${scene.frame(injected)}`, `frame ${scene.frame(real)}`]
      const two = 'Two different answers came to one request'
      if (!sure) return [`${two}: ${odd} and ${other}.`, ...openBetween(odd, signs, scene)].join(' ')
      return [
        `${two}: ${odd} was put in by a device on the path, ${other} is the server's.`,
        `The former gives itself away: ${clauses(signs.forForgery)}.`,
        first ? 'It came first, so the client took it.' : 'It came second.',
      ].join(' ')
    },
    place: ({ sure }) =>
      sure ? 'A device on the path that sees the request; its distance was not computed.' : 'Not known.',
    advice: (_, scene) => [
      { text: 'Use HTTPS: what is encrypted cannot be answered by somebody else.' },
      {
        text: 'Ask once more and compare the answers:',
        command: run.requestWithHost(scene, scene.name ?? scene.server.address),
      },
      probeStep(scene),
      locateStep(scene),
    ],
    settle: (_, scene) => [
      `Capture at the server at the same time: an answer that arrives here and never left there was forged.\n${run.capture(scene, 'server')}`,
    ],
  },
  'tampered-content': {
    name: 'two versions of the same bytes',
    summary: ({ from, first, second, offset, between, size, here, there }, scene) =>
      between
        ? `The content of the ${from}'s packet was changed between the two captures: in frame ${scene.frame(first)} here and frame ${second} of the other capture ${many(size, 'byte')} from byte ${offset} of the payload on differ${versions(here, there)}.`
        : `Frames ${scene.frame(first)} and ${scene.frame(second)} carry different bytes for the same place of the ${from}'s stream (from byte ${offset} on). Which of them the ${from} sent, the headers do not tell.`,
    place: ({ between }) => (between ? 'A device between the two capture points.' : 'Not known.'),
    advice: ({ between }, scene) => [
      ...(between
        ? [
            {
              text: 'Look for a device that rewrites content: the helper of an address translation (FTP, SIP), a proxy, a filter, or one that is broken.',
              command: run.traceroute(scene),
            },
          ]
        : []),
      {
        text: 'Compare the two in Wireshark (Follow TCP Stream shows only one of them). A faulty retransmission by the sender looks the same.',
      },
    ],
    settle: ({ from }, scene) => [
      `Capture at the ${from} at the same time and compare the bytes.\n${run.capture(scene, from)}`,
    ],
  },
  'packet-loss': {
    name: 'harmful packet loss',
    summary: ({ from, segments, retransmissions, ...places }) =>
      `The ${from} had to send ${retransmissions} of its ${segments} data packets again (${Math.round((100 * retransmissions) / Math.max(1, segments))} %), enough to slow the connection down: ${where(places)}.`,
    place: ({ from, before, between, after }) =>
      between > Math.max(before, after)
        ? 'Between the two capture points.'
        : before === after
          ? 'Not known on which side of the capture point.'
          : before > after
            ? `Between the ${from} and the capture point.`
            : `Between the capture point and the ${otherSide(from)}.`,
    advice: (_, scene) => [
      { text: 'See at which hop the loss begins and stays:', command: run.pathLoss(scene) },
      {
        text: 'On the hosts, look at drops of the network card and its duplex setting.',
        command: 'ip -s link; ethtool -S eth0 | grep -i drop',
      },
    ],
    settle: ({ from }, scene) => [
      `Capture at the ${otherSide(from)} at the same time and see which packets are missing there.\n${run.capture(scene, otherSide(from))}`,
    ],
  },
}

/** The first bytes of both, unless they may be a secret. */
function versions(here: string, there: string): string {
  if (here === '') return ' (not shown: they may be a secret)'
  return `: ${shownBytes(here)} here, ${shownBytes(there)} there`
}

const LOST: Record<Whereabouts, string> = {
  between: 'The packets were lost between the two captures.',
  answers: 'The packets came past both captures; the answers to them were lost between the two.',
  beyond: 'The packets were lost behind the farther capture point, or the answers were.',
  unknown: 'The packets were lost somewhere behind the capture point, or the answers were.',
}

type Places = Record<'before' | 'between' | 'after', number> & { compared: boolean }

function where({ before, between, after, compared }: Places): string {
  if (before + between + after === 0)
    return `where they were lost, the ${compared ? 'captures do' : 'capture does'} not show`
  if (compared)
    return `${before} lost before the first capture, ${between} between the two, ${after} behind the second (or their acknowledgments were)`
  return `${before} lost before the capture point, ${after} behind it (or their acknowledgments were)`
}

/** Codes of destination unreachable: RFC 792, RFC 1812 §5.2.7.1 and RFC 4443 §3.1. */
function unreachable(ipVersion: 4 | 6, type: number, code: number): string {
  const known = ipVersion === 6 ? UNREACHABLE_V6[code] : UNREACHABLE_V4[code]
  return `${known ?? 'destination unreachable'} (type ${type}, code ${code})`
}

const UNREACHABLE_V4: Record<number, string> = {
  0: 'network unreachable',
  1: 'host unreachable',
  2: 'protocol unreachable',
  3: 'port unreachable',
  4: 'fragmentation needed',
  5: 'source route failed',
  9: 'network prohibited by an administrator',
  10: 'host prohibited by an administrator',
  13: 'communication prohibited by an administrator',
}

const UNREACHABLE_V6: Record<number, string> = {
  0: 'no route to the destination',
  1: 'communication prohibited by an administrator',
  2: 'beyond the scope of the source address',
  3: 'address unreachable',
  4: 'port unreachable',
  5: 'source address fails the policy',
  6: 'route to the destination is rejected',
}
