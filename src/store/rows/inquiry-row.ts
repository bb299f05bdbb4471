import { fromJson, toJson } from '../canonical.ts';
import { integerOrNull, member, textOrNull } from '../cells.ts';
import type { Inquiry } from '../port.ts';

/** The columns of a group that say who could have answered. */
export interface InquiryColumns {
  readonly asked: string | null;
  readonly asked_at: string | null;
  readonly asked_times: number | null;
}

/** The columns of a save; one that says nothing keeps those that are stored. */
export function inquiryColumns(inquiry: Inquiry | undefined, stored: InquiryColumns | undefined): InquiryColumns {
  if (inquiry === undefined) {
    const { asked = null, asked_at = null, asked_times = null } = stored ?? {};
    return { asked, asked_at, asked_times };
  }
  return {
    asked: toJson(inquiry.sources),
    asked_at: textOrNull(inquiry.at),
    asked_times: integerOrNull(inquiry.times),
  };
}

/** Undefined where it was stored by a version that did not keep it. */
export function inquiryOf({ asked, asked_at, asked_times }: InquiryColumns): Inquiry | undefined {
  if (asked === null) return undefined;
  return { sources: fromJson<readonly string[]>(asked), ...member('at', asked_at), ...member('times', asked_times) };
}
