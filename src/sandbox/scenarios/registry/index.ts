import type { Scenario } from '../../world.ts';
import { artifactRegistryOff } from './artifact-registry-off.ts';
import { bucketAccessDenied } from './bucket-access-denied.ts';
import { bucketNotFound } from './bucket-not-found.ts';
import { bucketNotListable } from './bucket-not-listable.ts';
import { directReaderMissing } from './direct-reader-missing.ts';
import { directReaderPowerless } from './direct-reader-powerless.ts';
import { downloadRuleOnScannedImage } from './download-rule-on-scanned-image.ts';
import { gcrBucketInOrder } from './gcr-bucket-in-order.ts';
import { gcrBucketOddAnswer } from './gcr-bucket-odd-answer.ts';
import { gcrBucketUnproved } from './gcr-bucket-unproved.ts';
import { perimeterDenied } from './perimeter-denied.ts';
import { perimeterFromOutside } from './perimeter-from-outside.ts';
import { perimeterRoundStorage } from './perimeter-round-storage.ts';
import { readerConditionUnmet } from './reader-condition-unmet.ts';
import { readerMissingUnproved } from './reader-missing-unproved.ts';
import { readerMissingUnread } from './reader-missing-unread.ts';
import { readerMissing } from './reader-missing.ts';
import { readerOnProject } from './reader-on-project.ts';
import { registryBehindBrokenProxy } from './registry-behind-broken-proxy.ts';
import { registryCaUntrusted } from './registry-ca-untrusted.ts';
import { registryHostRegional } from './registry-host-regional.ts';
import { registryHostSovereign } from './registry-host-sovereign.ts';
import { registryHostWithPort } from './registry-host-with-port.ts';
import { registryMoved } from './registry-moved.ts';
import { registryShutDownFluxV1 } from './registry-shut-down-flux-v1.ts';
import { registryShutDown } from './registry-shut-down.ts';
import { registryThrottled } from './registry-throttled.ts';
import { registryUnreachableFromCluster } from './registry-unreachable-from-cluster.ts';
import { repositoryElsewhere } from './repository-elsewhere.ts';
import { repositoryKeyDisabled } from './repository-key-disabled.ts';
import { repositoryKeyInOrder } from './repository-key-in-order.ts';
import { repositoryKeyUnusableDirect } from './repository-key-unusable-direct.ts';
import { repositoryKeyUnusable } from './repository-key-unusable.ts';
import { repositoryMisspelled } from './repository-misspelled.ts';
import { repositoryNotFoundUnread } from './repository-not-found-unread.ts';
import { repositoryNotFound } from './repository-not-found.ts';
import { serviceRestricted } from './service-restricted.ts';

export const registryScenarios: readonly Scenario[] = [
  artifactRegistryOff,
  bucketAccessDenied,
  bucketNotFound,
  bucketNotListable,
  directReaderMissing,
  directReaderPowerless,
  downloadRuleOnScannedImage,
  gcrBucketInOrder,
  gcrBucketOddAnswer,
  gcrBucketUnproved,
  perimeterDenied,
  perimeterFromOutside,
  perimeterRoundStorage,
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
  repositoryKeyDisabled,
  repositoryKeyInOrder,
  repositoryKeyUnusable,
  repositoryKeyUnusableDirect,
  repositoryMisspelled,
  repositoryNotFound,
  repositoryNotFoundUnread,
  serviceRestricted,
];
