/** Tries one document after the other as scripts/corpus.ts sends them. */
import { tryDocument } from './corpus/try-document.ts';

process.on('message', (file: string) => {
  void tryDocument(file).then((result) =>
    process.send?.({ result, rssMb: Math.round(process.memoryUsage().rss / 1e6) }),
  );
});
process.on('disconnect', () => process.exit());
