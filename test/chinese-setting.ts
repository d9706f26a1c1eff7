/** How Chinese is set: full-width punctuation, a blank between Chinese and what is not, and none inside Chinese. */

/** Punctuation of ASCII that touches Chinese, or is a blank away from what follows it; full-width has no blank behind. */
const HALF_WIDTH = /\p{Script=Han}[,;:?!()]|[,;:?!()] ?\p{Script=Han}|[，；：。、！？）] [\p{Script=Han}\w]/u
/** A Latin letter or a digit without a blank to the Chinese beside it. */
const UNSPACED = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u
/** A blank inside Chinese, which only the title of one column has. */
const SPACED = /\p{Script=Han} [\p{Script=Han}“]/u
/** `close()` is one word. */
const CALL = /\w\([\w\\]*\)/g

/** The lines that break a rule. */
export const badlySet = (lines: readonly string[]): string[] =>
  lines.filter((line) => {
    const text = line.replace(CALL, '').replace('客户端 服务端', '')
    return [HALF_WIDTH, UNSPACED, SPACED].some((rule) => rule.test(text))
  })
