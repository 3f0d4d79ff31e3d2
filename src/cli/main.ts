export async function main(): Promise<void> {
  process.stdout.write('flux-wi\n');
}
