/** VitePress makes a component of a document. */
declare module '*.md' {
  import type { Component } from 'vue';

  const component: Component;
  export default component;
}
