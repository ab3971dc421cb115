import type { Part } from '../core/situation.ts'

/** What a page says around its statements, in Arabic. */
export const ARABIC_PARTS: Readonly<Record<Part, string>> = {
  'they-ask': 'ما يجوز أن يُطلب مني',
  'i-ask': 'ما يجوز لي أن أطلبه',
  now: 'في تلك اللحظة',
  after: 'بعد ذلك',
}
export const ARABIC_NOT_ADVICE = 'هذه معلومات وليست استشارة قانونية. يجب أن يؤكدها رجل قانون.'
export const ARABIC_ADVICE = 'نصيحة'
export const ARABIC_NAME = 'العربية'
