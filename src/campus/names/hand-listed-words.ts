// Words that faker lacks: right-to-left names with a Latin spelling for usernames and e-mail addresses,
// and the subjects of courses in Finnish and Swedish.

/** A name and its Latin spelling for identifiers. */
export interface SpelledName {
  readonly text: string;
  readonly latin: string;
}

/** Arabic given names, written right to left. */
export const ARABIC_GIVEN_NAMES: readonly SpelledName[] = [
  { text: 'ليلى', latin: 'layla' },
  { text: 'يوسف', latin: 'yusuf' },
  { text: 'فاطمة', latin: 'fatima' },
  { text: 'عمر', latin: 'omar' },
  { text: 'زينب', latin: 'zaynab' },
  { text: 'كريم', latin: 'karim' },
];

/** Arabic family names, written right to left. */
export const ARABIC_FAMILY_NAMES: readonly SpelledName[] = [
  { text: 'حداد', latin: 'haddad' },
  { text: 'النجار', latin: 'alnajjar' },
  { text: 'خوري', latin: 'khoury' },
  { text: 'منصور', latin: 'mansour' },
  { text: 'العلي', latin: 'alali' },
];

/** Hebrew given names, written right to left. */
export const HEBREW_GIVEN_NAMES: readonly SpelledName[] = [
  { text: 'נועה', latin: 'noa' },
  { text: 'איתי', latin: 'itai' },
  { text: 'תמר', latin: 'tamar' },
  { text: 'אורי', latin: 'uri' },
  { text: 'שירה', latin: 'shira' },
];

/** Hebrew family names, written right to left. */
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
