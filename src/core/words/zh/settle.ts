import * as run from '../commands.js'
import type { Words } from '../types.js'
import { SIDE } from './terms.js'

export const settle: Words['settle'] = {
  otherEnd: (scene) =>
    `同时在${SIDE[scene.accused]}抓包${scene.accused === 'client' ? '（客户端若在 NAT 后面，在那边看到的是另一个地址）' : ''}：这里收到而那边没有发出的 RST 就是伪造的。\n${run.capture(scene, scene.accused)}`,
  halve: (scene) =>
    `是谁造的已经确定。要找到那台设备，就在两个抓包点之间的某台路由器上再抓一次：那里有这个 RST，设备就在靠近${SIDE[scene.accused]}的那一段，没有就在靠近这里的那一段。\n${run.capture(scene, scene.accused)}`,
  direction: (scene) =>
    `在${SIDE[scene.accused]}上带方向再抓一次：源地址是本机自己、却从外面进来的 RST 就是伪造的。\n${run.captureDirection(scene)}`,
  machines: (scene) =>
    `问清楚 ${scene[scene.accused].address} 后面是不是有多台机器（负载均衡、anycast），并同时在每一台上抓包：要么是其中一台发的，要么是它们前面的设备发的。\n${run.capture(scene, scene.accused)}`,
  whole: (scene) =>
    `从连接的第一个包开始抓，并且抓下两台主机的全部报文。\n${run.capture(scene, scene.vantage === 'server' ? 'server' : 'client')}`,
  echo: (scene) =>
    `抓包的同时 ping ${SIDE[scene.accused]}：从应答的 TTL 可以看出它的报文真正来自多远。\n${run.ping(scene[scene.accused].address)}`,
  kernel: (scene) => `在${SIDE[scene.accused]}上看内核发出的 RST（Linux；6.10 起带原因）。\n${run.traceResets}`,
}
