<#
.SYNOPSIS
  Reads, fills, chooses and presses controls through UI Automation.
.DESCRIPTION
  Nothing here moves the mouse, types keys or takes the focus: only control patterns are used. UI Automation cannot tell
  the length of a password and has no quieter or louder way of setting a text: those requests are answered with
  not-supported.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version Latest
$script:MailrampPressed = [System.Collections.Generic.List[object]]::new()

function Read-MailrampControl {
  <#
  .SYNOPSIS
    Text of a field, chosen line of a combo, caption of anything else. A password is never asked for.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][long]$Control
  )
  $element = Get-MailrampElement -Handle $Control
  if ($element.Current.IsPassword) { throw 'mailramp:not-supported' }
  $value = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.ValuePattern]::Pattern)
  if ($null -ne $value) { return @{ text = [string]$value.Current.Value } }
  $chosen = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.SelectionPattern]::Pattern)
  if ($null -ne $chosen) {
    $names = @($chosen.Current.GetSelection() | ForEach-Object -Process { $_.Current.Name })
    return @{ text = $names -join "`t" }
  }
  $text = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.TextPattern]::Pattern)
  if ($null -ne $text) { return @{ text = $text.DocumentRange.GetText(-1).TrimEnd("`r", "`n") } }
  return @{ text = [string]$element.Current.Name }
}

function Edit-MailrampControl {
  <#
  .SYNOPSIS
    Gives a field its text. UI Automation knows one way only.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][long]$Control,
    [Parameter(Mandatory)][AllowEmptyString()][string]$Encoded,
    [Parameter(Mandatory)][string]$Way
  )
  if ($Way -ne 'quiet') { throw 'mailramp:not-supported' }
  $element = Get-MailrampElement -Handle $Control -Enabled
  $value = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.ValuePattern]::Pattern)
  if ($null -eq $value) { throw 'mailramp:not-supported' }
  $value.SetValue((ConvertFrom-MailrampBase64 -Text $Encoded))
  return @{ done = $true }
}

function Find-MailrampItem {
  <#
  .SYNOPSIS
    Lines of a list, combo or tab control as elements. A combo that hides its list is opened and closed again.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][object]$Element
  )
  $property = [System.Windows.Automation.AutomationElement]::ControlTypeProperty
  $kinds = [System.Windows.Automation.Condition[]]@(
    [System.Windows.Automation.PropertyCondition]::new($property, [System.Windows.Automation.ControlType]::ListItem)
    [System.Windows.Automation.PropertyCondition]::new($property, [System.Windows.Automation.ControlType]::DataItem)
    [System.Windows.Automation.PropertyCondition]::new($property, [System.Windows.Automation.ControlType]::TabItem)
  )
  $condition = [System.Windows.Automation.OrCondition]::new($kinds)
  $scope = [System.Windows.Automation.TreeScope]::Descendants
  $items = $Element.FindAll($scope, $condition)
  $folded = Get-MailrampPattern -Element $Element -Pattern ([System.Windows.Automation.ExpandCollapsePattern]::Pattern)
  if ($items.Count -eq 0 -and $null -ne $folded) {
    $folded.Expand()
    $items = $Element.FindAll($scope, $condition)
    $folded.Collapse()
  }
  return @($items)
}

function Get-MailrampLine {
  <#
  .SYNOPSIS
    Lines of a combo, list, list view (cells joined by a tab) or tab control.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][long]$Control
  )
  $element = Get-MailrampElement -Handle $Control
  if ((Get-MailrampKind -Element $element) -notin 'ComboBox', 'List', 'DataGrid', 'Table', 'Tab') { throw 'mailramp:not-supported' }
  $lines = [System.Collections.Generic.List[string]]::new()
  $grid = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.GridPattern]::Pattern)
  if ($null -ne $grid) {
    for ($row = 0; $row -lt [System.Math]::Min($grid.Current.RowCount, 500); $row++) {
      $cells = for ($column = 0; $column -lt [System.Math]::Min($grid.Current.ColumnCount, 8); $column++) {
        [string]$grid.GetItem($row, $column).Current.Name
      }
      $lines.Add(@($cells) -join "`t")
    }
  }
  else {
    foreach ($item in @(Find-MailrampItem -Element $element)) { $lines.Add([string]$item.Current.Name) }
  }
  return @{ lines = $lines.ToArray() }
}

function Test-MailrampChecked {
  <#
  .SYNOPSIS
    State of a radio button or check box.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][long]$Control
  )
  $element = Get-MailrampElement -Handle $Control
  $toggle = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.TogglePattern]::Pattern)
  if ($null -ne $toggle) { return @{ checked = [string]$toggle.Current.ToggleState -eq 'On' } }
  $item = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.SelectionItemPattern]::Pattern)
  if ($null -ne $item) { return @{ checked = [bool]$item.Current.IsSelected } }
  throw 'mailramp:not-supported'
}

function Select-MailrampChecked {
  <#
  .SYNOPSIS
    Brings a check box or radio button into a state; a radio button cannot be cleared.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][object]$Element,
    [Parameter(Mandatory)][bool]$Checked
  )
  $toggle = Get-MailrampPattern -Element $Element -Pattern ([System.Windows.Automation.TogglePattern]::Pattern)
  if ($null -ne $toggle) {
    for ($turn = 0; $turn -lt 3; $turn++) {
      if (([string]$toggle.Current.ToggleState -eq 'On') -eq $Checked) { return }
      $toggle.Toggle()
    }
    return
  }
  $item = Get-MailrampPattern -Element $Element -Pattern ([System.Windows.Automation.SelectionItemPattern]::Pattern)
  if ($null -eq $item -or -not $Checked) { throw 'mailramp:not-supported' }
  $item.Select()
}

function Select-MailrampLine {
  <#
  .SYNOPSIS
    Chooses a line of a combo, list or tab control.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][object]$Element,
    [Parameter(Mandatory)][int]$Line
  )
  $items = @(Find-MailrampItem -Element $Element)
  if ($Line -lt 0 -or $Line -ge $items.Count) { throw 'mailramp:not-found' }
  $item = Get-MailrampPattern -Element $items[$Line] -Pattern ([System.Windows.Automation.SelectionItemPattern]::Pattern)
  if ($null -eq $item) { throw 'mailramp:not-supported' }
  $item.Select()
}

function Select-MailrampChoice {
  <#
  .SYNOPSIS
    A radio button, check box, line, tab or slider position.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][long]$Control,
    [Parameter(Mandatory)][string]$Kind,
    [Parameter(Mandatory)][int]$Number
  )
  $element = Get-MailrampElement -Handle $Control -Enabled
  switch -CaseSensitive ($Kind) {
    'checked' { Select-MailrampChecked -Element $element -Checked ($Number -eq 1) }
    'line' { Select-MailrampLine -Element $element -Line $Number }
    'tab' { Select-MailrampLine -Element $element -Line $Number }
    'position' {
      $range = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.RangeValuePattern]::Pattern)
      if ($null -eq $range) { throw 'mailramp:not-supported' }
      $range.SetValue($Number)
    }
    default { throw 'mailramp:bad-arguments' }
  }
  return @{ done = $true }
}

function Invoke-MailrampButton {
  <#
  .SYNOPSIS
    Presses an enabled push button without waiting for what it opens.
  .DESCRIPTION
    A press that opens a modal dialog may not return before that dialog closes. It runs in a runspace of its own, and
    half a second is enough to learn of a refusal.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][long]$Control
  )
  $element = Get-MailrampElement -Handle $Control -Enabled
  $pattern = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.InvokePattern]::Pattern)
  if ($null -eq $pattern) { throw 'mailramp:not-supported' }
  $hand = [System.Management.Automation.PowerShell]::Create()
  $null = $hand.AddCommand('ForEach-Object').AddParameter('MemberName', 'Invoke').AddParameter('InputObject', $pattern)
  $pressing = $hand.BeginInvoke()
  $script:MailrampPressed.Add($hand)
  if ($pressing.AsyncWaitHandle.WaitOne(500)) {
    $null = $script:MailrampPressed.Remove($hand)
    try {
      $null = $hand.EndInvoke($pressing)
      if ($hand.HadErrors) { throw $hand.Streams.Error[0].Exception }
    }
    finally {
      $hand.Dispose()
    }
  }
  return @{ done = $true }
}
