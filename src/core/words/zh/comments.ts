import type { CommentWords } from '../types.js'
import { around } from './terms.js'

export const comment: CommentWords = {
  trigger: (frame, what) => `触发了 ${frame} 号包（${what}）`,
  evidence: (frame, text) => `与 ${frame} 号包有关的证据：${text}`,
  another: (frame) => `与 ${frame} 号包属于同一结论`,
  numbers: (name) => around`这是从${name}中选出的报文：注释里的包号是原抓包文件中的编号，结论依据的是整个原文件。`,
  frame: (frame, name) => (name ? around`${name}的${frame}号包` : `${frame} 号包`),
  more: (count) => `还有 ${count} 个结论`,
}
