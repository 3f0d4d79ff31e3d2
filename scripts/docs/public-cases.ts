/** The public breakages that the doctor is held against. Titles are ours; the links lead to the reports. */

export interface PublicCase {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Why no scenario stands for it. */
  readonly unseen?: string;
}

export const publicCases: readonly PublicCase[] = [
  {
    id: 'B01',
    title: 'After an upgrade each controller had a KSA of its own, and the annotation still sat on `default`',
    source: 'fluxcd/flux2#798',
  },
  {
    id: 'B03',
    title: 'All controllers in one Deployment, on the host network by default',
    source: 'stefanprodan/flux-aio#68',
  },
  {
    id: 'B05',
    title: 'An auto-login flag of a newer release; the controller does not start',
    source: 'fluxcd/website#601',
  },
  {
    id: 'B07',
    title: 'A key file mounted for life outside GKE beats Workload Identity on GKE',
    source: 'fluxcd/flux2#1232',
  },
  {
    id: 'B09',
    title: 'The pod template names no KSA, so the pods run as `default`',
    source: 'GoogleCloudPlatform/cloud-sql-proxy#407',
  },
  {
    id: 'B11',
    title: 'The pods run as a KSA with a generated name',
    source: 'crossplane-contrib/provider-upjet-gcp#892',
  },
  {
    id: 'B13',
    title: 'The annotated KSA is not the one that the chart uses',
    source: 'cert-manager/cert-manager#3009',
  },
  { id: 'B15', title: 'The chart still sets `GOOGLE_APPLICATION_CREDENTIALS`', source: 'vmware-tanzu/helm-charts#242' },
  { id: 'B17', title: 'The annotation was written with `=` inside YAML', source: 'fluxcd/website#966' },
  { id: 'B19', title: 'The annotated KSA was made in another namespace', source: 'fluxcd/flux2#688' },
  { id: 'B21', title: 'The guide binds, and never annotates', source: 'kptdev/kpt#3388' },
  {
    id: 'B23',
    title: 'The annotation stands on the Service, the Deployment or the pods',
    source: 'kubernetes-sigs/external-dns#1413',
  },
  { id: 'B25', title: 'The annotation holds the short name alone', source: 'observIQ/bindplane-op-helm#200' },
  { id: 'B27', title: "Helm split the annotation's key at its dots", source: 'istio/istio#8501' },
  { id: 'B29', title: 'The values stand under a key that the chart does not read', source: 'sigstore/helm-charts#52' },
  {
    id: 'B31',
    title: 'Two owners write the same annotation',
    source: 'terraform-google-modules/terraform-google-kubernetes-engine#622',
  },
  {
    id: 'B33',
    title: 'Workload Identity is on for the cluster, and not for the node pool',
    source: 'cert-manager/google-cas-issuer#57',
  },
  {
    id: 'B35',
    title: 'The node pool still conceals metadata in the old way',
    source: 'google-github-actions/setup-gcloud#271',
  },
  {
    id: 'B37',
    title: 'The control plane was upgraded, the nodes were not yet',
    source: 'GoogleCloudPlatform/k8s-config-connector#233',
  },
  { id: 'B39', title: 'More KSAs than the metadata server can hold', source: 'gcpdiag, rule gke/WARN/2024_002' },
  { id: 'B41', title: 'The metadata server answers 500', source: 'googleapis/google-cloud-java#5747' },
  {
    id: 'B43',
    title: 'One failed probe at the start, remembered until the pod is made anew',
    source: 'grafana/alloy#507',
  },
  {
    id: 'B45',
    title: 'Self-managed Cilium does not take the metadata address for the host',
    source: 'Smana/runlore#562',
  },
  {
    id: 'B47',
    title: "A chart's policy shuts out the metadata address, and DNS with it",
    source: 'tryretool/retool-helm#375',
  },
  {
    id: 'B49',
    title: 'Names do not resolve, which looks like an identity at fault',
    source: 'googleapis/python-logging#710',
  },
  { id: 'B51', title: 'The nodes have a proxy, the controller has none', source: 'knative/serving#9090' },
  { id: 'B53', title: "A proxy's header makes the metadata server refuse", source: 'google/cloudprober#432' },
  { id: 'B55', title: "The GSA's name was built from an empty variable", source: 'kubernetes-sigs/external-dns#2064' },
  { id: 'B57', title: 'The guide makes one account and annotates another', source: 'dmilan77/gke-workload-identity' },
  {
    id: 'B59',
    title: 'The GSA was deleted and made again under its old name',
    source: 'spinnaker/spinnaker.github.io#443',
  },
  { id: 'B61', title: 'Nobody bound the KSA', source: 'terraform-google-modules/terraform-example-foundation-app#46' },
  { id: 'B63', title: 'The role was granted on the project', source: 'jetstack/jetstack-secure#192' },
  { id: 'B65', title: "The member was built from the GSA's project", source: 'kubeflow/kubeflow#4749' },
  { id: 'B67', title: 'The binding came before the pool', source: 'google/kctf#193' },
  {
    id: 'B69',
    title: 'Brackets of a placeholder were taken for syntax',
    source: 'velero-io/velero-plugin-for-gcp#194',
  },
  {
    id: 'B71',
    title: 'A generator renames the KSA, and the binding knows the old name',
    source: 'broadinstitute/gnomad-browser#1325',
  },
  {
    id: 'B73',
    title: 'The organisation refuses the grant',
    source: 'terraform-google-modules/terraform-example-foundation#1257',
    unseen: 'cannot be seen from here: only a write meets the refusal, and the doctor writes nothing; the fix says so',
  },
  {
    id: 'B75',
    title: 'The cluster that the audience names is not the cluster',
    source: 'external-secrets/external-secrets#3408',
  },
  { id: 'B77', title: 'STS calls a token stale', source: 'googleapis/google-cloud-go#12440' },
  {
    id: 'B79',
    title: "The token's scope is too narrow for Artifact Registry",
    source: 'keel-hq/keel#854',
    unseen:
      'cannot be seen from here: Flux always asks for the wide scope, and the doctor repeats a refusal with it before it calls it one',
  },
  {
    id: 'B81',
    title: "The pod does not trust Google's certificates",
    source: 'cert-manager/cert-manager#3609',
    unseen:
      "judged by Flux's own words, as `registry-ca-untrusted`; the world of a pod without a certificate is not modelled beyond them",
  },
  { id: 'B83', title: 'The registry of a sovereign cloud, which this Flux does not know', source: 'fluxcd/pkg#1201' },
  { id: 'B85', title: 'The reader role is missing on the repository', source: 'GoogleCloudPlatform/gcr-cleaner#76' },
  { id: 'B87', title: 'Container Registry is shut down', source: 'docker/build-push-action#1375' },
  { id: 'B89', title: 'The role may read objects, and not list them', source: 'sigstore/scaffolding#695' },
  {
    id: 'B91',
    title: 'The repository is missing, elsewhere, or left out of the path',
    source: 'GoogleCloudPlatform/avocano#412',
  },
  { id: 'B93', title: 'A VPC Service Controls perimeter', source: 'GoogleCloudPlatform/cloud-sql-proxy#1686' },
  { id: 'B95', title: "The registry's quota", source: 'argoproj-labs/argocd-image-updater#313' },
  { id: 'B97', title: 'A HelmRepository without `provider: gcp`', source: 'fluxcd/source-controller#971' },
  { id: 'B99', title: 'A controller from before any Google login', source: 'fluxcd/image-automation-controller#83' },
  {
    id: 'B101',
    title: 'The auto-login flag is taken and does nothing',
    source: 'fluxcd/image-reflector-controller#352',
  },
  {
    id: 'B103',
    title: 'Policies are not ready although every scan is well',
    source: 'fluxcd/image-reflector-controller#773',
  },
  { id: 'B105', title: 'No tags after a restart', source: 'fluxcd/flux2#5587' },
  { id: 'B107', title: 'The nodes pull, and Flux 1 cannot scan', source: 'fluxcd/flux#2624' },
  {
    id: 'B109',
    title: 'A HelmRepository has no identity of its own',
    source: 'fluxcd/source-controller#1790',
    unseen:
      'cannot go wrong in this way: the kind has no such field, so its charts are read as the controller, which the report shows',
  },
  { id: 'B111', title: 'Flux refuses an account that GKE would take', source: 'fluxcd/pkg#925' },
  { id: 'B113', title: 'The scanner was never told to log in', source: 'argoproj-labs/argocd-image-updater#319' },
  { id: 'B115', title: 'A token that was fetched once, and kept too long', source: 'spinnaker/spinnaker#2039' },
  { id: 'B117', title: 'A registry secret beats the identity', source: 'tektoncd/catalog#448' },
  { id: 'B119', title: 'The client went on as nobody', source: 'Altinity/clickhouse-backup#848' },
];
