import { percent } from '../../../core/words/format.js'
import type { CombinedFacts, CombinedWords } from './types.js'

const hops = ({ min, max }: NonNullable<CombinedFacts['place']>): string =>
  max === undefined ? `第 ${min} 跳或更远处` : `第 ${min} 跳与第 ${max} 跳之间`

const sure = (confidence: number): string => (confidence > 0.99 ? '99 % 以上' : percent(confidence))

export const zh: CombinedWords = {
  reason: {
    'another-request': ({ finding }) => `实验所用的请求与结论 #${finding} 的不同，因此既不证实也不否定它。`,
    'not-reproduced': ({ finding, found }) =>
      `结论 #${finding}（${found}）现在从这里没有再出现：可能已经结束，也可能要换一个网络或时间才会出现。`,
    'another-failure': ({ finding, found }) =>
      `请求现在也失败，但失败的位置或方式与结论 #${finding}（${found}）不同：可能是另一个故障。`,
    'by-client': ({ finding }) => `结论 #${finding} 中的 RST 是客户端自己发的：从这里做实验看不出原因。`,
    undecided: ({ finding, found }) => `实验既没有证实也没有否定结论 #${finding}（${found}）。`,
    'too-soon': ({ finding, foundWho }, does) =>
      does === 'contradicts'
        ? `实验与结论 #${finding} 矛盾：断开连接的报文来得太早，不可能出自服务端，而抓包说是${foundWho}发的。`
        : `断开连接的报文来得太早，不可能出自服务端，支持结论 #${finding}：发送者比服务端近。`,
    'before-server': ({ finding, foundWho }, does) =>
      does === 'contradicts'
        ? `实验与结论 #${finding} 矛盾：按跳数，发送者位于服务端之前，而抓包说是${foundWho}发的。`
        : `按跳数，发送者位于服务端之前，支持结论 #${finding}。`,
    marked: ({ finding, foundWho }, does) =>
      does === 'contradicts'
        ? `实验与结论 #${finding} 矛盾：RST 带有探测报文的标记，这是主机内核自己发 RST 的样子，而抓包说是${foundWho}发的。`
        : `RST 带有探测报文的标记，这是主机内核自己发 RST 的样子，支持结论 #${finding}。`,
    'at-server': ({ finding }) =>
      `按跳数，发送者与服务端一样远：是服务端，或者紧挨在它前面的设备。结论 #${finding} 的 RST 是谁发的，由此还不能断定。`,
    'harmless-at-server': ({ finding, found }) =>
      `实验与结论 #${finding}（${found}）矛盾：无害的对照连接同样被重置，而且发送者与服务端一样远，可见它不看域名。可能是服务端自己重置所有连接。`,
    'same-cause': ({ finding, found }) => `抓包与实验一致：结论 #${finding}（${found}）再次出现，原因相同。`,
    'left-open': ({ finding, now }) => `抓包没有显示结论 #${finding} 由什么触发，实验作出了判定：${now.causeName}。`,
    'other-cause': ({ finding, found }) =>
      `实验与结论 #${finding}（${found}）矛盾：现在是改变另一项才恢复。可能是时间不同、机器不同，也可能其中一个有误。`,
    'harmless-too': ({ finding, found }) =>
      `实验与结论 #${finding}（${found}）矛盾：到同一服务端的无害连接也失败。要么与域名无关，要么当时已有残留封禁。`,
    'server-decides': ({ finding }) =>
      `按结论 #${finding}，RST 是服务端自己发的；实验显示了它取决于什么：是服务端按自己的规则决定的。`,
    'who-open': ({ finding }) => `实验显示了它取决于什么，但结论 #${finding} 是谁所为还不够确定，不能称为封禁。`,
    'same-place': ({ place }) => `两者给出的位置一致${place ? `：${hops(place)}` : ''}。`,
    'only-place': ({ place }) => `抓包无法数出跳数；实验给出的位置是${place ? hops(place) : '?'}。`,
    'other-place': () => '抓包与实验给出的位置不同：抓包可能取自别处，RST 的 TTL 可能有误导，也可能是两台不同的设备。',
  },
  believed: ({ now: { who, whoName, cause, causeName } }) => {
    const maker = who.who === 'unknown' ? '发送者未定' : `由${whoName}发出（${sure(who.confidence)}）`
    return `综合起来：${maker}，${cause.id === 'unknown' ? '原因未定' : `原因是${causeName}（${sure(cause.confidence)}）`}。`
  },
  stands: () => '结论仍以抓包所示为准。',
  separator: '',
}
