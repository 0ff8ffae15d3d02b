import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(`
  export async function resolve(name, context, next) {
    return name === 'made' ? { url: 'data:text/javascript,export default 7', shortCircuit: true } : next(name, context);
  }`));
console.log((await import('made')).default);
