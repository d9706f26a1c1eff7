import { useSaid } from '../state/said.js'

interface ReadingProps {
  names: string[]
  bytes: number
  total: number
  onCancel(): void
}

/** How far reading has come. */
export function Reading({ names, bytes, total, onCancel }: ReadingProps) {
  const { page } = useSaid()
  const share = total === 0 ? 0 : bytes / total
  return (
    <div class="reading">
      <h1>{page.reading(names)}</h1>
      <progress max={1} value={share} aria-label={page.reading(names)} />
      <p>{share >= 1 ? page.judging : page.progress(Math.floor(share * 100), megabytes(bytes), megabytes(total))}</p>
      <button type="button" onClick={onCancel}>
        {page.cancel}
      </button>
    </div>
  )
}

const megabytes = (bytes: number): string =>
  bytes < 1e6
    ? `${(bytes / 1e3).toFixed(0)} kB`
    : bytes < 1e9
      ? `${(bytes / 1e6).toFixed(0)} MB`
      : `${(bytes / 1e9).toFixed(2)} GB`
