import type { IsoDate } from './dates.ts';
import type { Division } from './holidays.ts';

// Bank holidays are added and moved by royal proclamation, a year or less ahead: https://www.gov.uk/bank-holidays is where to look for new ones.

/** A bank holiday of one year only. Everywhere, unless it names its divisions. */
interface OneOff {
  readonly on: IsoDate;
  readonly name: string;
  readonly divisions?: readonly Division[];
}

/** A yearly bank holiday that was held on another day in one year. */
interface Move {
  /** The day that the rule gives. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly name: string;
}

export const ONE_OFFS: readonly OneOff[] = [
  // https://en.wikipedia.org/wiki/Bank_holiday lists those of 1999 to 2012.
  { on: '1999-12-31', name: 'Millennium holiday' },
  { on: '2002-06-03', name: 'Golden Jubilee bank holiday' },
  { on: '2011-04-29', name: 'Wedding of Prince William and Catherine Middleton' },
  { on: '2012-06-05', name: 'Diamond Jubilee bank holiday' },
  // https://www.gov.uk/government/news/extra-bank-holiday-to-mark-the-queens-platinum-jubilee-in-2022
  { on: '2022-06-03', name: 'Platinum Jubilee bank holiday' },
  // https://www.gov.uk/government/news/bank-holiday-announced-for-her-majesty-queen-elizabeth-iis-state-funeral-on-monday-19-september
  { on: '2022-09-19', name: 'Bank Holiday for the State Funeral of Queen Elizabeth II' },
  // https://www.gov.uk/government/news/bank-holiday-proclaimed-in-honour-of-the-coronation-of-his-majesty-king-charles-iii
  { on: '2023-05-08', name: 'Bank holiday for the coronation of King Charles III' },
  // The day after Scotland's first match of the men's World Cup:
  // https://www.wired-gov.net/wg/news.nsf/articles/world+cup+bank+holiday+confirmed+05022026150500?open
  { on: '2026-06-15', name: 'World Cup bank holiday', divisions: ['scotland'] },
];

export const MOVES: readonly Move[] = [
  // https://en.wikipedia.org/wiki/Bank_holiday for 1995, 2002 and 2012.
  { from: '1995-05-01', to: '1995-05-08', name: 'Early May bank holiday (VE day)' },
  { from: '2002-05-27', to: '2002-06-04', name: 'Spring bank holiday' },
  { from: '2012-05-28', to: '2012-06-04', name: 'Spring bank holiday' },
  // https://www.gov.uk/government/news/2020-may-bank-holiday-will-be-moved-to-mark-75th-anniversary-of-ve-day
  { from: '2020-05-04', to: '2020-05-08', name: 'Early May bank holiday (VE day)' },
  // https://www.gov.uk/government/news/extra-bank-holiday-to-mark-the-queens-platinum-jubilee-in-2022
  { from: '2022-05-30', to: '2022-06-02', name: 'Spring bank holiday' },
];
