import type { Scenario } from '../../world.ts';
import { artifactRegistryOff } from './artifact-registry-off.ts';
import { bucketAccessDenied } from './bucket-access-denied.ts';
import { bucketNotFound } from './bucket-not-found.ts';
import { bucketNotListable } from './bucket-not-listable.ts';
import { directReaderMissing } from './direct-reader-missing.ts';
import { directReaderPowerless } from './direct-reader-powerless.ts';
import { perimeterDenied } from './perimeter-denied.ts';
import { perimeterFromOutside } from './perimeter-from-outside.ts';
import { readerConditionUnmet } from './reader-condition-unmet.ts';
import { readerMissing } from './reader-missing.ts';
import { readerMissingUnproved } from './reader-missing-unproved.ts';
import { readerMissingUnread } from './reader-missing-unread.ts';
import { readerOnProject } from './reader-on-project.ts';
import { registryBehindBrokenProxy } from './registry-behind-broken-proxy.ts';
import { registryCaUntrusted } from './registry-ca-untrusted.ts';
import { registryHostRegional } from './registry-host-regional.ts';
import { registryHostSovereign } from './registry-host-sovereign.ts';
import { registryHostWithPort } from './registry-host-with-port.ts';
import { registryMoved } from './registry-moved.ts';
import { registryShutDown } from './registry-shut-down.ts';
import { registryShutDownFluxV1 } from './registry-shut-down-flux-v1.ts';
import { registryThrottled } from './registry-throttled.ts';
import { registryUnreachableFromCluster } from './registry-unreachable-from-cluster.ts';
import { repositoryElsewhere } from './repository-elsewhere.ts';
import { repositoryMisspelled } from './repository-misspelled.ts';
import { repositoryNotFound } from './repository-not-found.ts';
import { repositoryNotFoundUnread } from './repository-not-found-unread.ts';

export const registryScenarios: readonly Scenario[] = [
  artifactRegistryOff,
  bucketAccessDenied,
  bucketNotFound,
  bucketNotListable,
  directReaderMissing,
  directReaderPowerless,
  perimeterDenied,
  perimeterFromOutside,
  readerConditionUnmet,
  readerMissing,
  readerMissingUnproved,
  readerMissingUnread,
  readerOnProject,
  registryBehindBrokenProxy,
  registryCaUntrusted,
  registryHostRegional,
  registryHostSovereign,
  registryHostWithPort,
  registryMoved,
  registryShutDown,
  registryShutDownFluxV1,
  registryThrottled,
  registryUnreachableFromCluster,
  repositoryElsewhere,
  repositoryMisspelled,
  repositoryNotFound,
  repositoryNotFoundUnread,
];
