import type { CommentWords } from '../types.js'
import { many } from './terms.js'

export const comment: CommentWords = {
  trigger: (frame, what) => `set off frame ${frame} (${what})`,
  evidence: (frame, text) => `evidence on frame ${frame}: ${text}`,
  another: (frame) => `belongs with frame ${frame}`,
  numbers: (name) =>
    `Chosen packets of ${name}: frame numbers in comments are those of that capture, and the verdicts rest on all of it.`,
  frame: (frame, name) => (name ? `frame ${frame} of ${name}` : `frame ${frame}`),
  more: (count) => `and ${many(count, 'more finding')}`,
}
