import type { ComponentChildren } from 'preact'
import type { Language } from '../../core/words/index.js'
import { useSaid } from '../state/said.js'
import { THEMES, type Theme } from '../state/theme.js'
import { FileButton } from './file-button.js'
import { Icon, type IconName } from './icons.js'

interface HeaderProps {
  version: string
  theme: Theme
  onTheme(theme: Theme): void
  onLanguage(language: Language): void
  onHelp(): void
  onFiles?(files: File[]): void
  onSave?(): void
  onPrint?(): void
}

export function Header({ version, theme, onTheme, onLanguage, onHelp, onFiles, onSave, onPrint }: HeaderProps) {
  const { page, language } = useSaid()
  const other: Language = language === 'en' ? 'zh' : 'en'
  const nextTheme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]
  return (
    <header class="bar">
      <p class="brand">
        <strong>rstrace</strong> <span class="version">{version}</span>
      </p>
      <div class="tools">
        {onFiles && (
          <FileButton class="tool" onFiles={onFiles}>
            <Icon name="open" />
            <span class="tool-name">{page.open}</span>
          </FileButton>
        )}
        {onSave && <Tool icon="save" name={page.save} onClick={onSave} />}
        {onPrint && <Tool icon="print" name={page.print} onClick={onPrint} />}
        <Tool icon="language" name={page.otherLanguage} lang={other} onClick={() => onLanguage(other)} always />
        <Tool icon="theme" name={page.theme[theme]} onClick={() => onTheme(nextTheme)} />
        <Tool icon="keys" name={page.help} onClick={onHelp} />
      </div>
    </header>
  )
}

interface ToolProps {
  icon: IconName
  name: string
  lang?: string
  /** Its name is seen at every width. */
  always?: boolean
  onClick(): void
}

function Tool({ icon, name, lang, always, onClick }: ToolProps): ComponentChildren {
  return (
    <button type="button" class={always ? 'tool named' : 'tool'} lang={lang} title={name} onClick={onClick}>
      <Icon name={icon} />
      <span class="tool-name">{name}</span>
    </button>
  )
}
