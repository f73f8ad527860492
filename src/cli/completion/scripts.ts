/**
 * What each shell needs to ask the program on Tab. Each hands over the words before the one being written, and that one
 * so that it is never lost where it is empty; the answer is a value a line with what it is after a tab, or `:files` alone
 * where the shell itself knows best. Nothing that is written on the line is run.
 */
export const COMPLETION_SCRIPTS = {
  bash: `# overgang: ifyllnad i bash
_overgang() {
  local value about
  local -a words=("\${COMP_WORDS[@]//\\\\/}")
  COMPREPLY=()
  while IFS=$'\\t' read -r value about; do
    if [[ $value == :files ]]; then
      compopt -o default
      return
    fi
    COMPREPLY+=("$(printf '%q' "$value")")
  done < <("\${COMP_WORDS[0]}" __complete "--word=\${words[COMP_CWORD]}" -- "\${words[@]:1:COMP_CWORD-1}" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 0 ]]; then compopt +o default; fi
}
complete -F _overgang overgang
`,
  zsh: `#compdef overgang
# overgang: ifyllnad i zsh
_overgang() {
  local line
  local -a lines values
  lines=("\${(@f)$("\${(Q)words[1]}" __complete "--word=\${(Q)words[CURRENT]}" -- "\${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}")
  if [[ $lines[1] == :files ]]; then
    _files
    return
  fi
  for line in $lines; do
    values+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  _describe -V overgang values
}
if [[ $funcstack[1] == _overgang ]]; then _overgang; else compdef _overgang overgang; fi
`,
  fish: `# overgang: ifyllnad i fish
function __overgang_complete
  set -l before (commandline -opc)
  set -l word (string unescape -- (commandline -ct))
  or set word (commandline -ct)
  set -l lines ($before[1] __complete "--word=$word" -- $before[2..] 2>/dev/null)
  if test "$lines[1]" = :files
    __fish_complete_path (commandline -ct)
    return
  end
  printf '%s\\n' $lines
end
complete -c overgang -f -k -a '(__overgang_complete)'
`,
  powershell: `# overgang: ifyllnad i PowerShell
Register-ArgumentCompleter -Native -CommandName overgang, overgang.cmd -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $plain = { param($text) "$text" -replace '^([''"])(.*?)\\1?$', '$2' }
  $elements = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })
  $before = @($elements | Select-Object -Skip 1 | ForEach-Object { & $plain $_.Extent.Text })
  $word = & $plain $wordToComplete
  [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
  foreach ($line in @(& $elements[0].Extent.Text __complete "--word=$word" -- @before 2>$null)) {
    if ($line -eq ':files') { return }
    $value, $about = $line -split "\`t", 2
    if (-not $about) { $about = $value }
    $written = if ($value -match '[^\\w./\\\\:=-]') { "'" + ($value -replace "'", "''") + "'" } else { $value }
    [System.Management.Automation.CompletionResult]::new($written, $value, 'ParameterValue', $about)
  }
}
`,
} as const;

export type Shell = keyof typeof COMPLETION_SCRIPTS;

/** Where a shell finds the script each time it starts. */
export const HOW_TO_KEEP: Readonly<Record<Shell, string>> = {
  bash: 'Lägg raden  source <(overgang completion bash)  sist i ~/.bashrc.',
  zsh: 'Lägg raden  source <(overgang completion zsh)  sist i ~/.zshrc, efter compinit.',
  fish: 'overgang completion fish > ~/.config/fish/completions/overgang.fish',
  powershell:
    'Lägg raden  overgang completion powershell | Out-String | Invoke-Expression  i filen $PROFILE.',
};
