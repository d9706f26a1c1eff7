/** The lines of the list: a worked example for each group of findings, the others folded behind it, the harmless last. */
import { type Group, groupFindings } from '../../core/report/groups.js'
import type { Row } from '../overview.js'

export type Item =
  | { kind: 'finding'; key: string; row: Row; nested: boolean }
  /** The others of a group. */
  | { kind: 'alike'; key: string; count: number; open: boolean }
  /** The groups that need no attention. */
  | { kind: 'harmless'; key: string; count: number; open: boolean }

export const HARMLESS = 'harmless'

/** @param open keys of what is unfolded */
export function itemsOf(rows: readonly Row[], open: ReadonlySet<string>): Item[] {
  const groups = groupFindings(rows)
  const serious = groups.filter(({ example }) => example.severity !== 'info')
  const harmless = groups.filter(({ example }) => example.severity === 'info')
  const items = serious.flatMap((group) => itemsOfGroup(group, open))
  if (harmless.length === 0) return items
  const count = harmless.reduce((sum, { findings }) => sum + findings.length, 0)
  items.push({ kind: 'harmless', key: HARMLESS, count, open: open.has(HARMLESS) })
  return open.has(HARMLESS) ? [...items, ...harmless.flatMap((group) => itemsOfGroup(group, open))] : items
}

function itemsOfGroup({ example, findings }: Group<Row>, open: ReadonlySet<string>): Item[] {
  const shown: Item[] = [finding(example, false)]
  if (findings.length === 1) return shown
  const fold = { kind: 'alike' as const, key: `alike-${example.id}`, count: findings.length - 1 }
  const isOpen = open.has(fold.key)
  shown.push({ ...fold, open: isOpen })
  if (!isOpen) return shown
  return [...shown, ...findings.filter((row) => row !== example).map((row) => finding(row, true))]
}

const finding = (row: Row, nested: boolean): Item => ({ kind: 'finding', key: row.id, row, nested })
