import pico from 'picocolors'
import type { Painter } from '../core/report/text.js'

export const painter = (color: boolean): Painter => pico.createColors(color)
