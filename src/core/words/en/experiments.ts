/** Experiments of our own, beside the classic commands of the advice. */
import * as run from '../commands.js'
import type { AdviceWords, Scene } from '../types.js'

export const probeStep = (scene: Scene): AdviceWords => ({
  text: 'Or, on the client, as an experiment that varies one thing at a time, with controls:',
  command: run.probe(scene),
})

export const locateStep = (scene: Scene): AdviceWords => ({
  text: 'Or count the hops to it from the client:',
  command: run.locate(scene),
})
