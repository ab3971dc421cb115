import type { Language } from '../../../../foundation/wording.ts'
import type { CheckDetail } from '../../core/detail.ts'
import { articleOn, groundOfCode } from '../../core/ground.ts'
import { ACT_MEANINGS, GROUND_LABELS } from '../../messages/labels.ts'
import type { HolderWords } from './holder-wording.ts'

/** What the act means and on which article it rests, with the caution that counsel must confirm. */
export function LawSection({ t, language, detail }: { readonly t: HolderWords; readonly language: Language; readonly detail: CheckDetail }) {
  const ground = groundOfCode(detail.ground)
  const article = ground && articleOn(ground, detail.groundText)?.article
  return (
    <section class="stack">
      <h2>{t('law')}</h2>
      <p>{ACT_MEANINGS[detail.act][language]}</p>
      <p>
        {GROUND_LABELS[detail.ground][language]}
        {article && ` — ${t('officialText', { article })}`}
      </p>
      <p class="soft">{t('lawLead')}</p>
    </section>
  )
}
