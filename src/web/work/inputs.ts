/** The files of the browser as the analysis takes captures. */
import { compressionOf, MAGIC_LENGTH } from '../../core/reading/compression.js'
import type { Input } from '../../core/reading/run.js'
import { BlobFile } from './blob-file.js'
import { CompressedBlob } from './compressed-blob.js'

/** @param onTaken told how many bytes of the file were read */
export const inputOf = (file: File, onTaken: (bytes: number) => void): Input => ({
  name: file.name,
  repeatable: true,
  open: async (problems) => {
    const compression = compressionOf(new Uint8Array(await file.slice(0, MAGIC_LENGTH).arrayBuffer()))
    if (compression === 'none') return new BlobFile(file.name, file, onTaken)
    return new CompressedBlob(file.name, file, compression, problems, onTaken)
  },
})
