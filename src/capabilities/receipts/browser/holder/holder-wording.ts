import type { Wording } from '../../../../foundation/wording.ts'
import type { HOLDER_WORDS } from '../../messages/holder-words.ts'

export type HolderWords = Wording<keyof typeof HOLDER_WORDS>
