import { percent } from '../../../core/words/format.js'
import type { CombinedFacts, CombinedWords } from './types.js'

const hops = ({ min, max }: NonNullable<CombinedFacts['place']>): string =>
  max === undefined ? `at hop ${min} or behind it` : `between hop ${min} and hop ${max}`

/** No sum of evidence is shown as certainty. */
const sure = (confidence: number): string => (confidence > 0.99 ? 'over 99 %' : percent(confidence))

export const en: CombinedWords = {
  reason: {
    'another-request': ({ finding }) =>
      `The experiment tried another request than that of finding #${finding}, so it neither confirms nor contradicts it.`,
    'not-reproduced': ({ finding, found }) =>
      `Finding #${finding} (${found}) does not show up now, from here: it may have ended, or need another network or hour.`,
    'another-failure': ({ finding, found }) =>
      `The request fails now, but at another point or in another way than in finding #${finding} (${found}): that is perhaps another trouble.`,
    'by-client': ({ finding }) =>
      `In finding #${finding} the client itself sent the reset: experiments from here cannot show why.`,
    undecided: ({ finding, found }) =>
      `The experiment neither confirms nor contradicts finding #${finding} (${found}).`,
    'too-soon': ({ finding, foundWho }, does) =>
      does === 'contradicts'
        ? `The experiment contradicts finding #${finding}: what ends the connections comes too soon to be the server's, and the capture says ${foundWho}.`
        : `What ends the connections comes too soon to be the server's, as in finding #${finding}: something nearer sends it.`,
    'before-server': ({ finding, foundWho }, does) =>
      does === 'contradicts'
        ? `The experiment contradicts finding #${finding}: by hop count it sits before the server, and the capture says ${foundWho}.`
        : `By hop count the sender sits before the server, which supports finding #${finding}.`,
    marked: ({ finding, foundWho }, does) =>
      does === 'contradicts'
        ? `The experiment contradicts finding #${finding}: the resets bear the mark of our packets, as a host's own kernel makes them, and the capture says ${foundWho}.`
        : `The resets bear the mark of our packets, as a host's own kernel makes them, which supports finding #${finding}.`,
    'at-server': ({ finding }) =>
      `By hop count it is as far away as the server: the server, or something right before it. That decides nothing about who made the reset of finding #${finding}.`,
    'harmless-at-server': ({ finding, found }) =>
      `The experiment contradicts finding #${finding} (${found}): harmless connections are reset too, from as far away as the server, so it does not look at the name. The server may reset all of them itself.`,
    'same-cause': ({ finding, found }) =>
      `Capture and experiment agree: finding #${finding} (${found}) shows up again, by the same thing.`,
    'left-open': ({ finding, now }) =>
      `The capture left open what sets off finding #${finding}; the experiment decides it: ${now.causeName}.`,
    'other-cause': ({ finding, found }) =>
      `The experiment contradicts finding #${finding} (${found}): something else cures it now. Another time, another machine, or one of them is wrong.`,
    'harmless-too': ({ finding, found }) =>
      `The experiment contradicts finding #${finding} (${found}): harmless connections to the same server fail as well. Either the name does not matter, or a residual block was in force already.`,
    'server-decides': ({ finding }) =>
      `By finding #${finding} the server itself sent the reset, and the experiment shows what it depends on: the server decides, by its own rules.`,
    'who-open': ({ finding }) =>
      `The experiment shows what it depends on; who is behind finding #${finding} is not known well enough to call it a block.`,
    'same-place': ({ place }) => `Both put the sender in the same stretch${place ? `: ${hops(place)}` : ''}.`,
    'only-place': ({ place }) =>
      `The capture could not count hops; the experiment puts it ${place ? hops(place) : '?'}.`,
    'other-place': () =>
      'Capture and experiment put it at different places: the capture was taken elsewhere, the hop limit of the resets misleads, or they are two devices.',
  },
  believed: ({ now: { who, whoName, cause, causeName } }) => {
    const maker = who.who === 'unknown' ? 'who sent it is open' : `sent by ${whoName} (${sure(who.confidence)})`
    return `Taken together: ${maker}, ${cause.id === 'unknown' ? 'cause open' : `${causeName} (${sure(cause.confidence)})`}.`
  },
  stands: () => 'The finding stands as the capture shows it.',
  separator: ' ',
}
