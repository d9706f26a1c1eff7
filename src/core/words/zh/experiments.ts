/** Experiments of our own, beside the classic commands of the advice. */
import * as run from '../commands.js'
import type { AdviceWords, Scene } from '../types.js'

export const probeStep = (scene: Scene): AdviceWords => ({
  text: '或者在客户端做一次有对照的实验，每次只改一项：',
  command: run.probe(scene),
})

export const locateStep = (scene: Scene): AdviceWords => ({
  text: '或者从客户端数出它在第几跳：',
  command: run.locate(scene),
})
