import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { h } from 'vue';
import Sample from '../../sample.md';
import './style.css';

/** The usual theme, with a few lines of code beside the title of the first page. */
export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      'home-hero-image': () => h('div', { class: 'sample vp-doc' }, h(Sample)),
    }),
} satisfies Theme;
