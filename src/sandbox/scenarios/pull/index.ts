import type { Scenario } from '../../world.ts';
import { pullBucketListsOnly } from './bucket-lists-only.ts';
import { pullDigestInOrder } from './digest-in-order.ts';
import { pullRangeEmpty } from './range-empty.ts';
import { pullRangeFiltered } from './range-filtered.ts';
import { pullRuleDeniesChart } from './rule-denies-chart.ts';
import { pullRuleDeniesNewest } from './rule-denies-newest.ts';
import { pullRuleDeniesOlder } from './rule-denies-older.ts';
import { pullTagAbsent } from './tag-absent.ts';
import { pullTagNotSaid } from './tag-not-said.ts';

export const pullScenarios: readonly Scenario[] = [
  pullRuleDeniesNewest,
  pullRuleDeniesOlder,
  pullRuleDeniesChart,
  pullTagAbsent,
  pullTagNotSaid,
  pullRangeEmpty,
  pullRangeFiltered,
  pullDigestInOrder,
  pullBucketListsOnly,
];
