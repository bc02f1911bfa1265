import { registerHooks } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyEdits } from './apply-edits.ts';
import { chosenMutation } from './chosen.ts';

/** `MUTATION=… node --import ./test/mutations/hooks.ts <script>`: the script runs on the program with that mutation. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const mutation = chosenMutation();

if (mutation !== undefined)
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const file = url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : '';
      if (!mutation.edits.some((edit) => edit.file === file)) return loaded;
      const source = String(loaded.source);
      return { ...loaded, source: applyEdits(mutation.name, file, source, mutation.edits) };
    },
  });
