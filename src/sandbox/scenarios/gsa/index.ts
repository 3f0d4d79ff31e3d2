import type { Scenario } from '../../world.ts';
import { gsaDisabled } from './gsa-disabled.ts';
import { gsaDisabledUnread } from './gsa-disabled-unread.ts';
import { gsaEmailRefusedByFlux } from './gsa-email-refused-by-flux.ts';
import { gsaMisspelled } from './gsa-misspelled.ts';
import { gsaNameFromEmptyVariable } from './gsa-name-from-empty-variable.ts';
import { gsaNotFound } from './gsa-not-found.ts';
import { gsaNotFoundOtherBound } from './gsa-not-found-other-bound.ts';
import { gsaNotFoundUnread } from './gsa-not-found-unread.ts';
import { gsaRecreated } from './gsa-recreated.ts';
import { gsaRecreatedUnbound } from './gsa-recreated-unbound.ts';
import { gsaSuffixLeftOff } from './gsa-suffix-left-off.ts';

export const gsaScenarios: readonly Scenario[] = [
  gsaDisabled,
  gsaDisabledUnread,
  gsaEmailRefusedByFlux,
  gsaMisspelled,
  gsaNameFromEmptyVariable,
  gsaNotFound,
  gsaNotFoundOtherBound,
  gsaNotFoundUnread,
  gsaRecreated,
  gsaRecreatedUnbound,
  gsaSuffixLeftOff,
];
