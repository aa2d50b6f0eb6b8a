// What faker's locales lack: right-to-left names with a Latin spelling for user names and e-mails,
// and the subjects of courses that are taught in Finnish and Swedish.

/** A name and the Latin letters that stand for it in an identifier. */
export interface SpelledName {
  readonly text: string;
  readonly latin: string;
}

/** Given names written from right to left, in Arabic. */
export const ARABIC_GIVEN_NAMES: readonly SpelledName[] = [
  { text: 'ليلى', latin: 'layla' },
  { text: 'يوسف', latin: 'yusuf' },
  { text: 'فاطمة', latin: 'fatima' },
  { text: 'عمر', latin: 'omar' },
  { text: 'زينب', latin: 'zaynab' },
  { text: 'كريم', latin: 'karim' },
];

/** Family names written from right to left, in Arabic. */
export const ARABIC_FAMILY_NAMES: readonly SpelledName[] = [
  { text: 'حداد', latin: 'haddad' },
  { text: 'النجار', latin: 'alnajjar' },
  { text: 'خوري', latin: 'khoury' },
  { text: 'منصور', latin: 'mansour' },
  { text: 'العلي', latin: 'alali' },
];

/** Given names written from right to left, in Hebrew. */
export const HEBREW_GIVEN_NAMES: readonly SpelledName[] = [
  { text: 'נועה', latin: 'noa' },
  { text: 'איתי', latin: 'itai' },
  { text: 'תמר', latin: 'tamar' },
  { text: 'אורי', latin: 'uri' },
  { text: 'שירה', latin: 'shira' },
];

/** Family names written from right to left, in Hebrew. */
export const HEBREW_FAMILY_NAMES: readonly SpelledName[] = [
  { text: 'לוי', latin: 'levi' },
  { text: 'כהן', latin: 'cohen' },
  { text: 'פרץ', latin: 'peretz' },
  { text: 'ביטון', latin: 'biton' },
];

/** Subjects of courses in Finnish. */
export const FINNISH_SUBJECTS: readonly string[] = [
  'Ohjelmointi',
  'Tietorakenteet',
  'Kielitiede',
  'Tähtitiede',
  'Äidinkieli',
  'Ympäristöoikeus',
  'Työpsykologia',
  'Lääketiede',
  'Tekoäly',
  'Yhteiskuntatieteet',
  'Käyttöjärjestelmät',
  'Tilastotiede',
];

/** Subjects of courses in Swedish. */
export const SWEDISH_SUBJECTS: readonly string[] = [
  'Programmering',
  'Språkvetenskap',
  'Miljörätt',
  'Företagsekonomi',
  'Datasäkerhet',
  'Hälsovård',
  'Översättning',
  'Människa och maskin',
  'Nätverksteknik',
  'Sjöhistoria',
  'Artificiell intelligens',
  'Statistik',
];
