import type { Catalogue } from '../../../foundation/wording.ts'

/** Why a row, a file or a whole import was refused: said by the pages and by the terminal. */
export const IMPORT_REASONS = {
  'row-moment-missing': { fr: 'pas de date', en: 'no date' },
  'row-moment-unreadable': { fr: 'date ou heure illisible', en: 'the date or the hour cannot be read' },
  'row-value-unknown': { fr: 'valeur que la liste ne contient pas', en: 'a value that the mapping does not list' },
  'row-place-unreadable': { fr: 'coordonnées illisibles', en: 'coordinates that are none' },
  'row-row-malformed': { fr: 'ligne mal formée', en: 'the line cannot be taken apart' },
  'file-file-unreadable': { fr: 'il ne peut pas être lu', en: 'it cannot be read' },
  'file-column-missing': { fr: 'il lui manque une colonne attendue', en: 'it lacks a column that the mapping names' },
  'file-column-twice': { fr: 'une colonne y est deux fois', en: 'it has a column twice' },
  'file-file-empty': { fr: 'il est vide', en: 'it is empty' },
  'file-format-unknown': {
    fr: 'son nom ne finit pas comme celui d’un fichier CSV, XLSX, JSON, NDJSON ou Parquet',
    en: 'its name does not end like a file of one of the known formats',
  },
  'fault-array-too-large': {
    fr: 'trop grand pour un seul tableau JSON : écrivez un objet par ligne',
    en: 'too large for one JSON array: write one object a line',
  },
  'fault-cut-short': { fr: 'il est coupé ou abîmé avant sa fin', en: 'it cannot be read to its end' },
  'fault-endless-line': { fr: 'une ligne ne finit pas', en: 'a line does not end' },
  'fault-no-array': { fr: 'ce n’est pas une liste d’objets', en: 'it is no array of objects' },
  'fault-no-json': { fr: 'ce n’est pas du JSON en UTF-8', en: 'it is not JSON in UTF-8' },
  'fault-no-lines': { fr: 'il n’est pas écrit en UTF-8, ou une ligne ne finit pas', en: 'it is not written in UTF-8, or a line does not end' },
  'fault-no-parquet': { fr: 'ce n’est pas un fichier Parquet', en: 'it is no Parquet file' },
  'fault-no-titles': { fr: 'sa première ligne n’est pas une liste de colonnes', en: 'its first line is no list of columns' },
  'fault-no-workbook': { fr: 'ce n’est pas un classeur', en: 'it is no workbook' },
  'fault-sheet-too-wide': {
    fr: 'sa feuille est trop large ou trop longue : enregistrez-la en CSV',
    en: 'its sheet is too wide or too long: save it as CSV',
  },
  'fault-unpacks-too-much': { fr: 'décompressé, il est trop grand : enregistrez-le en CSV', en: 'it unpacks to too much: save it as CSV' },
  'fault-workbook-too-large': { fr: 'trop grand pour un classeur : enregistrez-le en CSV', en: 'it is too large for a workbook: save it as CSV' },
  'fault-wrong-encoding': { fr: 'il n’est pas écrit dans l’encodage attendu', en: 'it is not written in the encoding that the mapping names' },
  'no-file-refused': {
    fr: 'Le fichier {file} est refusé, et tout l’envoi avec lui : {why}. Rien n’a été changé.',
    en: '{file} was refused, and with it the whole import: {why}. Nothing was changed.',
  },
  'no-nothing-new': {
    fr: 'Tous ces fichiers sont déjà importés. Rien n’a été changé.',
    en: 'All these files are in the facts already. Nothing was changed.',
  },
  'no-nothing-accepted': {
    fr: 'Aucune des {rows} lignes n’a pu être reprise ({why}). Rien n’a été changé.',
    en: 'None of {rows} rows could be accepted ({why}). Nothing was changed.',
  },
  'no-told-by-receipts': {
    fr: 'Les reçus de la plateforme disent déjà les contrôles de {months} : ils compteraient deux fois. Annulez d’abord cet extrait dans la liste des imports, ou laissez ces mois hors du fichier. Rien n’a été changé.',
    en: 'The platform’s own receipts tell the checks of {months} already: they would count twice. Undo that extract first in the list of imports, or leave these months out of the file. Nothing was changed.',
  },
  'no-import-overtaken': {
    fr: 'Un autre import du même fichier a été plus rapide. Rien n’a été changé.',
    en: 'Another import of the same file was faster. Nothing was changed.',
  },
  'no-field-not-allowed': {
    fr: 'La ville n’a pas décidé de garder « {field} » : ce champ ne peut pas être importé. Rien n’a été changé.',
    en: 'The city has not decided to keep “{field}”: it cannot be imported. Nothing was changed.',
  },
  'no-import-unknown': { fr: 'Cet import n’existe pas. Rien n’a été changé.', en: 'There is no such import. Nothing was changed.' },
  'no-already-undone': { fr: 'Cet import est déjà annulé. Rien n’a été changé.', en: 'This import was undone already. Nothing was changed.' },
  'no-why-missing': { fr: 'Dites pourquoi. Rien n’a été changé.', en: 'Say why. Nothing was changed.' },
  'no-no-file': { fr: 'Choisissez au moins un fichier.', en: 'Choose a file.' },
  'no-too-many-files': { fr: 'Pas plus de {most} fichiers à la fois.', en: 'No more than {most} files at once.' },
  'no-format-unknown': {
    fr: '{file} n’est pas d’un format connu : CSV, XLSX, JSON, NDJSON ou Parquet.',
    en: '{file} is of no known format: CSV, XLSX, JSON, NDJSON or Parquet.',
  },
  'no-day-missing': { fr: 'Choisissez la colonne qui dit la date.', en: 'Choose the column that tells the date.' },
  'no-source-missing': { fr: 'Dites de quel logiciel viennent ces fichiers.', en: 'Say which software these files come from.' },
  'no-hour-twice': {
    fr: 'La colonne « {column} » dit déjà l’heure : laissez l’autre vide.',
    en: 'The column “{column}” tells the hour already: leave the other one empty.',
  },
  'no-column-shared': { fr: 'La colonne « {column} » est choisie deux fois.', en: 'The column “{column}” is chosen twice.' },
  'no-column-unusable': { fr: 'La colonne « {column} » ne contient pas cela.', en: 'The column “{column}” does not hold that.' },
  'no-mapping-unreadable': { fr: 'Ces réponses ne vont pas ensemble : {problem}.', en: 'The mapping cannot be read: {problem}.' },
  'no-mapping-forbidden': { fr: 'La colonne « {column} » est interdite.', en: 'The mapping reads “{column}”, which may not be read at all.' },
  'no-mapping-label-missing': {
    fr: 'Le code « {code} » de {field} n’a pas de mot.',
    en: 'The mapping has no label for the code “{code}” of {field}.',
  },
  'no-mapping-zone': { fr: '« {zone} » n’est pas un fuseau horaire.', en: 'The mapping names “{zone}”, which is no time zone.' },
  'no-other': { fr: 'Refusé : {code}. Rien n’a été changé.', en: 'Refused: {code}. Nothing was changed.' },
} satisfies Catalogue<string>
