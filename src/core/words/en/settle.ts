import * as run from '../commands.js'
import type { Scene, Words } from '../types.js'

const nat = ({ accused }: Scene): string =>
  accused === 'client' ? ' (behind a NAT the client has another address there)' : ''

export const settle: Words['settle'] = {
  otherEnd: (scene) =>
    `Capture at the ${scene.accused} at the same time${nat(scene)}: a reset that arrives here and never left there was forged.\n${run.capture(scene, scene.accused)}`,
  halve: (scene) =>
    `Who made it is settled. To find the device, capture at a router half-way between the two points: if the reset is there, it was made nearer to the ${scene.accused}, else nearer to here.\n${run.capture(scene, scene.accused)}`,
  direction: (scene) =>
    `Capture on the ${scene.accused} once more with direction: a reset that comes in with its own address was forged.\n${run.captureDirection(scene)}`,
  machines: (scene) =>
    `Ask whether several machines answer for ${scene[scene.accused].address} (a balancer, anycast), and capture on all of them at the same time: one of them sent it, or a device in front of them did.\n${run.capture(scene, scene.accused)}`,
  whole: (scene) =>
    `Capture the connection from its first packet, with all packets of both hosts.\n${run.capture(scene, scene.vantage === 'server' ? 'server' : 'client')}`,
  echo: (scene) =>
    `Ping the ${scene.accused} during the capture: the TTL of its replies shows where its packets really come from.\n${run.ping(scene[scene.accused].address)}`,
  kernel: (scene) =>
    `Watch the resets that the ${scene.accused}'s kernel sends (Linux; from 6.10 on with the reason).\n${run.traceResets}`,
}
