import type { TimelineEvent } from '../core/timeline.ts'
import type { Words } from './commitment-words.ts'

export function wordEvent(event: TimelineEvent, t: Words): string {
  switch (event.kind) {
    case 'version':
      return event.isFirst ? t('event-first') : t('event-version', { n: event.version.version, reason: event.version.reason })
    case 'finding':
      return t(`found-${event.finding.party}`, { finding: t(`state-${event.finding.finding}`) })
    case 'document':
      return t('event-document', { title: event.document.title })
    case 'due':
      return t(event.moved ? 'event-due-moved' : 'event-due')
  }
}
