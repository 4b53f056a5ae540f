<#
.SYNOPSIS
  Windows of other programs through UI Automation, with everything in them.
.DESCRIPTION
  Windows are found by the ids of the processes that Mailramp started, never by title.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version Latest

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
