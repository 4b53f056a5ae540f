<#
.SYNOPSIS
  Elements of UI Automation: found by their handle, and told as the controls of a standard dialog.
.DESCRIPTION
  For dialogs that have no standard controls. Elements that are no windows of their own get negative handles, which
  hold until PowerShell ends, and the class that a standard dialog would have used for them.
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
