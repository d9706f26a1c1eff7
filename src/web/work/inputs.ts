/** The files of the browser as the analysis takes captures. */
import { compressionOf, MAGIC_LENGTH } from '../../core/reading/compression.js'
import type { Input } from '../../core/reading/run.js'
import { BlobFile } from './blob-file.js'
import { CompressedBlob } from './compressed-blob.js'

/** Bytes of all files together that are kept, so that they need not be read a second time. */
const ROOM = 256 * 1024 * 1024

/**
 * @param onTaken told how many bytes of which file were read
 * @param room bytes of all files together that may be kept
 */
export function inputsOf(
  files: readonly File[],
  onTaken: (file: number, bytes: number) => void,
  room: number = ROOM,
): Input[] {
  return files.map((file, i) => {
    const keep = file.size <= room
    if (keep) room -= file.size
    return inputOf(file, keep, (bytes) => onTaken(i, bytes))
  })
}

const inputOf = (file: File, keep: boolean, onTaken: (bytes: number) => void): Input => ({
  name: file.name,
  repeatable: true,
  open: async (problems) => {
    const compression = compressionOf(new Uint8Array(await file.slice(0, MAGIC_LENGTH).arrayBuffer()))
    if (compression === 'none') return new BlobFile(file.name, file, onTaken, keep)
    return new CompressedBlob(file.name, file, compression, problems, onTaken)
  },
})
