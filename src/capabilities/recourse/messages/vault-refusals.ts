import type { Catalogue } from '../../../foundation/wording.ts'

/** What a person reads when something is refused, by the server or by their own device. */
export const VAULT_REFUSALS = {
  'no-word-count': { fr: 'Il faut 12 mots ; il y en a {count}.', en: 'There must be 12 words; there are {count}.' },
  'no-word-unknown': { fr: 'Le mot n° {at}, « {typed} », n’est pas de la liste.', en: 'Word no. {at}, “{typed}”, is not in the list.' },
  'no-words-wrong': {
    fr: 'Chaque mot existe, mais pas cette suite : un mot est pris pour un autre, ou deux ont changé de place.',
    en: 'Each word exists, but not this sequence: one was taken for another, or two changed places.',
  },
  'no-not-found': {
    fr: 'Aucun dossier ne s’ouvre avec ces mots ici. Sont-ils ceux de cette ville ? Une saisine qui n’est pas partie n’a pas de dossier.',
    en: 'No case opens with these words here. Are they of this city? A filing that was not sent has no case.',
  },
  'no-recused': {
    fr: 'Vous vous êtes déporté de ce dossier : le serveur ne vous en donne plus rien.',
    en: 'You recused yourself from this case: the server gives you nothing of it any more.',
  },
  'no-erased': {
    fr: 'Ce dossier a été effacé, comme prévu : six ans après sa clôture, ou un an après son retrait. Personne ne peut plus l’ouvrir.',
    en: 'This case was erased, as announced: six years after it was closed, or a year after it was withdrawn. Nobody can open it any more.',
  },
  'no-key-lost': {
    fr: 'La clé de ce dossier manque sur le serveur : une restauration ne l’a pas rapportée. Rien n’est effacé ; prévenez l’organe et la mairie, qui la retrouvera dans le fichier des clés d’effacement.',
    en: 'The key of this case is missing on the server: a restoration did not bring it back. Nothing is erased; tell the body and city hall, who will find it in the file of shred keys.',
  },
  'no-review-late': {
    fr: 'Les 28 jours pour demander un réexamen sont passés. Vous pouvez écrire à l’organe, ou saisir le Défenseur des droits.',
    en: 'The 28 days to ask for a review are over. You can write to the body, or file with the Défenseur des droits.',
  },
  'no-no-network': {
    fr: 'Le réseau manque. Rien n’est perdu : réessayez quand il revient.',
    en: 'There is no network. Nothing is lost: try again when it is back.',
  },
  'no-too-many-requests': {
    fr: 'Trop de demandes depuis ce réseau. Attendez quelques minutes ; rien n’est perdu.',
    en: 'Too many requests from this network. Wait some minutes; nothing is lost.',
  },
  'no-out-of-date': {
    fr: 'Quelqu’un a écrit en même temps. Relisez, puis envoyez de nouveau : votre texte est gardé.',
    en: 'Somebody wrote at the same time. Read again, then send again: your text is kept.',
  },
  'no-roster-stale': {
    fr: 'La composition de l’organe vient de changer. Envoyez de nouveau : tout sera scellé pour la nouvelle.',
    en: 'The body’s members have just changed. Send again: all is sealed for the new ones.',
  },
  'no-roster-forged': {
    fr: 'La liste des membres n’est pas signée par la clé de l’organe. Rien n’a été montré ni envoyé. Prévenez l’organe par un autre moyen.',
    en: 'The list of members is not signed with the body’s key. Nothing was shown or sent. Tell the body by other means.',
  },
  'no-roster-other-root': {
    fr: 'Le serveur montre une autre clé de l’organe que celle que cet appareil connaît. Rien n’a été montré ni envoyé.',
    en: 'The server shows another key of the body than the one this device knows. Nothing was shown or sent.',
  },
  'no-roster-expired': {
    fr: 'La composition de l’organe n’est plus valable : elle doit être renouvelée avant qu’on lui écrive.',
    en: 'The body’s roster is no longer valid: it must be renewed before anyone writes to it.',
  },
  'no-roster-rolled-back': {
    fr: 'Le serveur montre une composition plus ancienne que celle que cet appareil a déjà vue. Rien n’a été montré ni envoyé.',
    en: 'The server shows an older roster than this device has seen. Nothing was shown or sent.',
  },
  'no-roster-forked': {
    fr: 'Le serveur montre une autre histoire de l’organe que celle que cet appareil a vue. Rien n’a été montré ni envoyé.',
    en: 'The server shows another history of the body than this device has seen. Nothing was shown or sent.',
  },
  'no-roster-unjournaled': {
    fr: 'La composition n’est pas encore au journal public. Si elle vient de changer, attendez une minute.',
    en: 'The roster is not in the public journal yet. If it has just changed, wait a minute.',
  },
  'no-journal-unread': {
    fr: 'Le journal public ne peut pas être lu : la composition ne peut pas être vérifiée. Réessayez plus tard.',
    en: 'The public journal cannot be read: the roster cannot be verified. Try later.',
  },
  'no-journal-forked': {
    fr: 'Le journal public que ce serveur montre n’est plus la suite de celui que cet appareil a lu. Rien n’a été montré ni envoyé. Prévenez l’organe par un autre moyen.',
    en: 'The public journal that this server shows no longer continues the one this device has read. Nothing was shown or sent. Tell the body by other means.',
  },
  'no-journal-other': {
    fr: 'Ce serveur montre un autre journal public que celui que cet appareil connaît. Rien n’a été montré ni envoyé. Prévenez l’organe par un autre moyen.',
    en: 'This server shows another public journal than the one this device knows. Nothing was shown or sent. Tell the body by other means.',
  },
  'no-roster-other-body': {
    fr: 'Le serveur a répondu avec un autre organe que celui qui était demandé. Rien n’a été montré ni envoyé.',
    en: 'The server answered with another body than the one that was asked for. Nothing was shown or sent.',
  },
  'no-demand-window': {
    fr: 'Il faut un lieu, et un moment d’un jour au plus qui soit déjà passé ou commencé.',
    en: 'A place is needed, and a time of one day at most that has passed or begun.',
  },
  'no-demand-too-old': {
    fr: 'Ce moment a plus d’un mois : les images sont effacées.',
    en: 'That time is more than a month ago: the footage is erased.',
  },
  'no-exchange-broken': {
    fr: 'La lettre n° {seq} n’est pas à sa place : elle et celles d’après ne sont pas montrées.',
    en: 'Letter no. {seq} is not in its place: it and those after it are not shown.',
  },
  'no-exchange-forged': {
    fr: 'La lettre n° {seq} n’est signée ni d’un membre ni de l’autorité : elle et celles d’après ne sont pas montrées.',
    en: 'Letter no. {seq} is signed neither by a member nor by the authority: it and those after it are not shown.',
  },
  'no-exchange-unreadable': {
    fr: 'La lettre n° {seq} ne s’ouvre pas avec vos mots : écrite avant que vous ne siégiez, ou illisible pour tous. Celles d’après ne sont pas montrées.',
    en: 'Letter no. {seq} does not open with your words: written before you sat, or readable to nobody. Those after it are not shown.',
  },
  'no-clock-wrong': {
    fr: 'La date de cet appareil n’est pas celle du serveur ({today}). Réglez-la, puis envoyez de nouveau : rien n’est perdu.',
    en: 'This device’s date is not the server’s ({today}). Set it, then send again: nothing is lost.',
  },
  'no-uploads-missing': {
    fr: 'Le serveur n’a plus une partie de ce fichier. Choisissez-le de nouveau : seul ce qui manque repart.',
    en: 'The server no longer has a part of this file. Choose it again: only what is missing is sent.',
  },
  'no-already-used': {
    fr: 'Le serveur a déjà autre chose sous ce numéro. Ouvrez votre dossier avec vos 12 mots : votre saisine y est peut-être.',
    en: 'The server already has something else under this number. Open your case with your 12 words: your filing may be there.',
  },
  'no-body-unfounded': {
    fr: 'Cet organe n’a pas encore de clés : on ne peut pas encore lui écrire en secret.',
    en: 'This body has no keys yet: nobody can write to it in secret yet.',
  },
  'no-chain': {
    fr: 'Le dossier n’est pas tel que ses auteurs l’ont laissé ({code}). Rien n’en est montré. Prévenez l’organe par un autre moyen.',
    en: 'The case is not as its authors left it ({code}). Nothing of it is shown. Tell the body by other means.',
  },
  'no-other': { fr: 'Cela n’a pas marché ({code}). Rien n’est perdu : réessayez.', en: 'That did not work ({code}). Nothing is lost: try again.' },
  'no-file-too-large': { fr: 'Un fichier dépasse 2 Go : il n’est pas retenu.', en: 'A file is larger than 2 GB: it is left out.' },
  'no-file-broken': {
    fr: 'Ce fichier n’est pas tel qu’il a été envoyé : il n’est pas ouvert.',
    en: 'This file is not as it was sent: it is not opened.',
  },
  'no-disk-full': {
    fr: 'Le serveur n’a plus de place. Ce qui est arrivé est gardé ; réessayez plus tard, ou prévenez l’organe.',
    en: 'The server has no room left. What arrived is kept; try later, or tell the body.',
  },
  'no-too-many-bytes': {
    fr: 'Avec celui-ci, vos fichiers passeraient {most} Mo : c’est le plus que le serveur prend aujourd’hui d’une personne. Demandez à l’organe comment apporter la suite.',
    en: 'With this one, your files would pass {most} MB: that is the most the server takes from one person today. Ask the body how to bring the rest.',
  },
  'no-too-many-files': {
    fr: 'Vous avez déjà envoyé {most} fichiers : c’est le plus que le serveur prend d’une personne. Demandez à l’organe comment apporter la suite.',
    en: 'You have already sent {most} files: that is the most the server takes from one person. Ask the body how to bring the rest.',
  },
} as const satisfies Catalogue<string>
