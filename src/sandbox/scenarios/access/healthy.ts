import { scenarios, takeReadings } from '../scenario.ts';
import { takeNodes } from './rights.ts';

export const accessHealthy = scenarios([
  {
    id: 'caller-lists-no-nodes',
    title: 'the caller may not list nodes, nor read the cluster at Google; a fresh scan settles them',
    from: 'flux-v2',
    change(world) {
      takeNodes(world);
      takeReadings(world);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'caller-reads-no-iam',
    title: 'the caller may read nothing of Google’s; the proof as the workload decides',
    from: 'flux-v2',
    change(world) {
      takeReadings(world);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'credential-plugin-works',
    title: 'gke-gcloud-auth-plugin gives the credential',
    from: 'flux-v2',
    change(world) {
      world.operator.kubeconfig = 'plugin';
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'google-credentials-expired-not-needed',
    title: 'the Google login has expired; the proof as the workload decides',
    from: 'flux-v2',
    change(world) {
      world.operator.credentials = 'expired';
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'google-credentials-not-needed',
    title: 'no Google credentials at all; the proof as the workload decides',
    from: 'flux-v2',
    change(world) {
      world.operator.credentials = 'none';
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
