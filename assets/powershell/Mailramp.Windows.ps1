<#
.SYNOPSIS
  Windows of other programs through UI Automation, for dialogs that have no standard controls.
.DESCRIPTION
  Windows are found by the ids of the processes that Mailramp started, never by title. Nothing here moves the mouse,
  types keys or takes the focus: only control patterns are used. Elements that are no windows of their own get
  negative handles, which hold until PowerShell ends.
  UI Automation cannot tell the length of a password and has no quieter or louder way of setting a text: those
  requests are answered with not-supported.
.NOTES
  Needs the assemblies UIAutomationClient and UIAutomationTypes, which Windows PowerShell 5.1 always has and
  PowerShell 7 has on Windows only where its desktop parts are installed.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version Latest
$script:MailrampAutomationReady = $false
$script:MailrampElements = @{}
$script:MailrampHandles = @{}
$script:MailrampPressed = [System.Collections.Generic.List[object]]::new()

function Initialize-MailrampAutomation {
  <#
  .SYNOPSIS
    Loads UI Automation once.
  #>
  [CmdletBinding()]
  param()
  if ($script:MailrampAutomationReady) { return }
  if ([string]$ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { throw 'mailramp:powershell-restricted' }
  try {
    Add-Type -AssemblyName UIAutomationClient
    Add-Type -AssemblyName UIAutomationTypes
  }
  catch {
    throw 'mailramp:not-supported'
  }
  $script:MailrampAutomationReady = $true
}

function Get-MailrampElement {
  <#
  .SYNOPSIS
    The element behind a handle; says "gone" when there is none any more.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][long]$Handle,
    [switch]$Enabled
  )
  Initialize-MailrampAutomation
  if ($Handle -lt 0) {
    if (-not $script:MailrampElements.ContainsKey($Handle)) { throw 'mailramp:gone' }
    $element = $script:MailrampElements[$Handle]
  }
  else {
    try {
      $element = [System.Windows.Automation.AutomationElement]::FromHandle([System.IntPtr]$Handle)
    }
    catch {
      throw 'mailramp:gone'
    }
  }
  $isEnabled = $element.Current.IsEnabled
  if ($Enabled -and -not $isEnabled) { throw 'mailramp:disabled' }
  return $element
}

function Get-MailrampPattern {
  <#
  .SYNOPSIS
    A control pattern of an element, or nothing.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][object]$Element,
    [Parameter(Mandatory)][object]$Pattern
  )
  $found = $null
  if ($Element.TryGetCurrentPattern($Pattern, [ref]$found)) { return $found }
  return $null
}

function Get-MailrampKind {
  <#
  .SYNOPSIS
    The control type without its prefix: Button, Edit, ComboBox.
  #>
  [CmdletBinding()]
  [OutputType([string])]
  param(
    [Parameter(Mandatory)][object]$Element
  )
  return $Element.Current.ControlType.ProgrammaticName.Replace('ControlType.', '')
}

function Get-MailrampHandle {
  <#
  .SYNOPSIS
    The window handle of an element, or a negative number of our own.
  #>
  [CmdletBinding()]
  [OutputType([long])]
  param(
    [Parameter(Mandatory)][object]$Element
  )
  $native = [long]$Element.Current.NativeWindowHandle -band [long][uint32]::MaxValue
  if ($native -ne 0) { return $native }
  $identity = $Element.GetRuntimeId() -join '.'
  if (-not $script:MailrampHandles.ContainsKey($identity)) {
    $script:MailrampHandles[$identity] = [long](-1 - $script:MailrampHandles.Count)
  }
  $handle = $script:MailrampHandles[$identity]
  $script:MailrampElements[$handle] = $Element
  return $handle
}

function Get-MailrampClass {
  <#
  .SYNOPSIS
    The window class; for an element without a window of its own the class that a standard dialog would have used.
  #>
  [CmdletBinding()]
  [OutputType([string])]
  param(
    [Parameter(Mandatory)][object]$Element
  )
  if ($Element.Current.NativeWindowHandle -ne 0) { return [string]$Element.Current.ClassName }
  switch (Get-MailrampKind -Element $Element) {
    'Button' { return 'Button' }
    'CheckBox' { return 'Button' }
    'RadioButton' { return 'Button' }
    'Group' { return 'Button' }
    'Edit' { return 'Edit' }
    'Document' { return 'Edit' }
    'ComboBox' { return 'ComboBox' }
    'Text' { return 'Static' }
    'Hyperlink' { return 'SysLink' }
    'List' { return 'ListBox' }
    'DataGrid' { return 'SysListView32' }
    'Tab' { return 'SysTabControl32' }
    'Slider' { return 'msctls_trackbar32' }
  }
  return [string]$Element.Current.ClassName
}

function Get-MailrampStyle {
  <#
  .SYNOPSIS
    Window style bits as a standard control would have them: child, visible, disabled, password, kind of button.
  #>
  [CmdletBinding()]
  [OutputType([long])]
  param(
    [Parameter(Mandatory)][object]$Element
  )
  $style = 1073741824
  if (-not $Element.Current.IsOffscreen) { $style += 268435456 }
  if (-not $Element.Current.IsEnabled) { $style += 134217728 }
  if ($Element.Current.IsPassword) { $style += 32 }
  switch (Get-MailrampKind -Element $Element) {
    'CheckBox' { $style += 3 }
    'Group' { $style += 7 }
    'RadioButton' { $style += 9 }
  }
  return $style
}

function Get-MailrampCaption {
  <#
  .SYNOPSIS
    The words on labels, buttons and group boxes; nothing for fields, whose name is their label.
  #>
  [CmdletBinding()]
  [OutputType([string])]
  param(
    [Parameter(Mandatory)][object]$Element
  )
  if ((Get-MailrampKind -Element $Element) -in 'Edit', 'Document', 'ComboBox', 'List', 'DataGrid', 'Slider') { return '' }
  return [string]$Element.Current.Name
}

function ConvertTo-MailrampControl {
  <#
  .SYNOPSIS
    The facts of one control.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][object]$Element,
    [Parameter(Mandatory)][long]$ParentHandle,
    [Parameter(Mandatory)][int]$Index
  )
  $id = 0
  $null = [int]::TryParse([string]$Element.Current.AutomationId, [ref]$id)
  return @{
    handle    = Get-MailrampHandle -Element $Element
    className = Get-MailrampClass -Element $Element
    id        = $id
    caption   = Get-MailrampCaption -Element $Element
    style     = Get-MailrampStyle -Element $Element
    enabled   = [bool]$Element.Current.IsEnabled
    visible   = -not $Element.Current.IsOffscreen
    index     = $Index
    parent    = $ParentHandle
  }
}

function Test-MailrampOwnWindow {
  <#
  .SYNOPSIS
    Whether an element is a top-level window: those of an owner hang below it in the tree of UI Automation.
  #>
  [CmdletBinding()]
  [OutputType([bool])]
  param(
    [Parameter(Mandatory)][object]$Element
  )
  if ($Element.Current.NativeWindowHandle -eq 0) { return $false }
  return $null -ne (Get-MailrampPattern -Element $Element -Pattern ([System.Windows.Automation.WindowPattern]::Pattern))
}

function Add-MailrampControl {
  <#
  .SYNOPSIS
    Walks below an element, depth first, and adds every control to a list; parts of a control are left out.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][object]$Element,
    [Parameter(Mandatory)][long]$ParentHandle,
    [Parameter(Mandatory)][AllowEmptyCollection()][System.Collections.Generic.List[object]]$Into
  )
  $walker = [System.Windows.Automation.TreeWalker]::ControlViewWalker
  $child = $walker.GetFirstChild($Element)
  while ($null -ne $child -and $Into.Count -lt 2000) {
    $kind = Get-MailrampKind -Element $child
    $isPart = $kind -in 'TitleBar', 'MenuBar', 'Menu', 'ScrollBar', 'Thumb', 'Separator', 'Header', 'Image'
    if (-not $isPart -and -not (Test-MailrampOwnWindow -Element $child)) {
      $control = ConvertTo-MailrampControl -Element $child -ParentHandle $ParentHandle -Index $Into.Count
      $Into.Add($control)
      if ($kind -in 'Pane', 'Window', 'Group', 'Custom', 'Tab') {
        Add-MailrampControl -Element $child -ParentHandle $control.handle -Into $Into
      }
    }
    $child = $walker.GetNextSibling($child)
  }
}

function Add-MailrampWindow {
  <#
  .SYNOPSIS
    Adds a top-level window to a list, the windows that it owns before it: they lie above it.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][object]$Element,
    [Parameter(Mandatory)][AllowEmptyCollection()][System.Collections.Generic.List[object]]$Into
  )
  $scope = [System.Windows.Automation.TreeScope]::Children
  foreach ($child in $Element.FindAll($scope, [System.Windows.Automation.Condition]::TrueCondition)) {
    if (Test-MailrampOwnWindow -Element $child) { Add-MailrampWindow -Element $child -Into $Into }
  }
  $Into.Add(@{
      handle    = Get-MailrampHandle -Element $Element
      className = [string]$Element.Current.ClassName
      title     = [string]$Element.Current.Name
      processId = [int]$Element.Current.ProcessId
      enabled   = [bool]$Element.Current.IsEnabled
      visible   = -not $Element.Current.IsOffscreen
    })
}

function Find-MailrampWindow {
  <#
  .SYNOPSIS
    Top-level windows of these processes, topmost first.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][AllowEmptyCollection()][int[]]$ProcessId
  )
  Initialize-MailrampAutomation
  $windows = [System.Collections.Generic.List[object]]::new()
  $scope = [System.Windows.Automation.TreeScope]::Children
  $property = [System.Windows.Automation.AutomationElement]::ProcessIdProperty
  foreach ($id in $ProcessId) {
    $condition = [System.Windows.Automation.PropertyCondition]::new($property, $id)
    foreach ($window in [System.Windows.Automation.AutomationElement]::RootElement.FindAll($scope, $condition)) {
      try {
        Add-MailrampWindow -Element $window -Into $windows
      }
      catch {
        # A window that closes meanwhile is left out; the others are still there.
        if ((Get-MailrampReason -ErrorRecord $_) -ne 'gone') { throw }
      }
    }
  }
  return @{ windows = $windows.ToArray() }
}

function Get-MailrampTree {
  <#
  .SYNOPSIS
    All controls below a window, depth first; says "hung" when Windows has given its program up.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][long]$Window
  )
  $element = Get-MailrampElement -Handle $Window
  $pattern = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.WindowPattern]::Pattern)
  if ($null -ne $pattern -and [string]$pattern.Current.WindowInteractionState -eq 'NotResponding') { throw 'mailramp:hung' }
  $controls = [System.Collections.Generic.List[object]]::new()
  Add-MailrampControl -Element $element -ParentHandle $Window -Into $controls
  return @{ controls = $controls.ToArray() }
}

function Close-MailrampWindow {
  <#
  .SYNOPSIS
    Asks a window to close itself.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][long]$Window
  )
  $element = Get-MailrampElement -Handle $Window
  $pattern = Get-MailrampPattern -Element $element -Pattern ([System.Windows.Automation.WindowPattern]::Pattern)
  if ($null -eq $pattern) { throw 'mailramp:not-supported' }
  $pattern.Close()
  return @{ done = $true }
}

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
