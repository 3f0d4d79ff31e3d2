import type { Scenario } from '../../world.ts';
import { annotationAsLabel } from './annotation-as-label.ts';
import { annotationOnDeployment } from './annotation-on-deployment.ts';
import { annotationOnNamespace } from './annotation-on-namespace.ts';
import { annotationOnPods } from './annotation-on-pods.ts';
import { annotationOnService } from './annotation-on-service.ts';
import { helmDotsRendered } from './helm-dots-rendered.ts';
import { helmDotsUnescaped } from './helm-dots-unescaped.ts';
import { helmValuesKeyWrong } from './helm-values-key-wrong.ts';
import { ksaAnnotatedInOtherNamespace } from './ksa-annotated-in-other-namespace.ts';
import { ksaAnnotationBlank } from './ksa-annotation-blank.ts';
import { ksaAnnotationEmpty } from './ksa-annotation-empty.ts';
import { ksaAnnotationInBrackets } from './ksa-annotation-in-brackets.ts';
import { ksaAnnotationMalformedObject } from './ksa-annotation-malformed-object.ts';
import { ksaAnnotationMissing } from './ksa-annotation-missing.ts';
import { ksaAnnotationMissingFluxV1 } from './ksa-annotation-missing-flux-v1.ts';
import { ksaAnnotationMissingObject } from './ksa-annotation-missing-object.ts';
import { ksaAnnotationMissingNoneBound } from './ksa-annotation-missing-none-bound.ts';
import { ksaAnnotationMissingTwoBound } from './ksa-annotation-missing-two-bound.ts';
import { ksaAnnotationTakenOff } from './ksa-annotation-taken-off.ts';
import { ksaAnnotationMissingUnproved } from './ksa-annotation-missing-unproved.ts';
import { ksaAnnotationMisspelled } from './ksa-annotation-misspelled.ts';
import { ksaAnnotationOfAws } from './ksa-annotation-of-aws.ts';
import { ksaAnnotationOtherDomain } from './ksa-annotation-other-domain.ts';
import { ksaAnnotationProjectNumber } from './ksa-annotation-project-number.ts';
import { ksaAnnotationQuoted } from './ksa-annotation-quoted.ts';
import { ksaAnnotationQuotes } from './ksa-annotation-quotes.ts';
import { ksaAnnotationRunTogether } from './ksa-annotation-run-together.ts';
import { ksaAnnotationShortName } from './ksa-annotation-short-name.ts';
import { ksaAnnotationWithKey } from './ksa-annotation-with-key.ts';
import { ksaAnnotationWithLineBreak } from './ksa-annotation-with-line-break.ts';
import { ksaAnnotationWithPrefix } from './ksa-annotation-with-prefix.ts';
import { ksaDeleted } from './ksa-deleted.ts';
import { ksaDirectMisspelledKeyUnused } from './ksa-direct-misspelled-key-unused.ts';
import { ksaNotFound } from './ksa-not-found.ts';
import { ksaOwnedTwice } from './ksa-owned-twice.ts';
import { ownerFailingUnannotated } from './owner-failing-unannotated.ts';
import { ownerSuspended } from './owner-suspended.ts';

export const ksaScenarios: readonly Scenario[] = [
  ksaNotFound,
  ksaDeleted,
  ksaAnnotationMissing,
  ksaAnnotationMissingFluxV1,
  ksaAnnotationMissingObject,
  ksaAnnotationMissingNoneBound,
  ksaAnnotationMissingTwoBound,
  ksaAnnotationTakenOff,
  ksaAnnotationMissingUnproved,
  ksaAnnotatedInOtherNamespace,
  annotationOnService,
  annotationOnNamespace,
  annotationOnDeployment,
  annotationOnPods,
  annotationAsLabel,
  ksaAnnotationEmpty,
  ksaAnnotationBlank,
  ksaAnnotationQuotes,
  ksaAnnotationShortName,
  ksaAnnotationWithPrefix,
  ksaAnnotationQuoted,
  ksaAnnotationWithLineBreak,
  ksaAnnotationInBrackets,
  ksaAnnotationProjectNumber,
  ksaAnnotationWithKey,
  ksaAnnotationOtherDomain,
  ksaAnnotationMalformedObject,
  ksaAnnotationMisspelled,
  ksaAnnotationRunTogether,
  ksaAnnotationOfAws,
  ksaDirectMisspelledKeyUnused,
  helmDotsUnescaped,
  helmDotsRendered,
  helmValuesKeyWrong,
  ownerSuspended,
  ownerFailingUnannotated,
  ksaOwnedTwice,
];
