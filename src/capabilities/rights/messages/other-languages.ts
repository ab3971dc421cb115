import type { OtherLanguage, Part } from '../core/situation.ts'

/** What a page says around its statements in a language that the site does not have. */
export type LanguageWords = {
  /** As its readers call it. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  readonly parts: Readonly<Record<Part, string>>
  readonly notAdvice: string
  readonly advice: string
}

/** Each language of `OTHER_LANGUAGES`: a page in it appears where all of a situation is written in it. */
export const OTHER_WORDS: Readonly<Record<OtherLanguage, LanguageWords>> = {
  ar: {
    name: 'العربية',
    dir: 'rtl',
    parts: {
      'they-ask': 'ما يجوز أن يُطلب مني',
      'i-ask': 'ما يجوز لي أن أطلبه',
      now: 'في تلك اللحظة',
      after: 'بعد ذلك',
    },
    notAdvice: 'هذه معلومات وليست استشارة قانونية. يجب أن يؤكدها رجل قانون.',
    advice: 'نصيحة',
  },
}
