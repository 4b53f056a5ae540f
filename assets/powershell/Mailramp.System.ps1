<#
.SYNOPSIS
  Facts of this computer that only PowerShell reaches: Store packages and Outlook's crashes.
.DESCRIPTION
  Reads only, and nothing of any message, folder or password.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version Latest

function Get-MailrampStorePackage {
  <#
  .SYNOPSIS
    Store packages of this person that are the new Outlook.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param()
  $found = [System.Collections.Generic.List[object]]::new()
  foreach ($package in @(Get-AppxPackage -Name '*OutlookForWindows*')) {
    $found.Add(@{ name = [string]$package.Name; version = [string]$package.Version })
  }
  return @{ packages = $found.ToArray() }
}

function Get-MailrampOutlookCrash {
  <#
  .SYNOPSIS
    Crashes of Outlook in the Application log, newest first: time, faulty module, exception code.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][int]$Day
  )
  $filter = @{ LogName = 'Application'; ProviderName = 'Application Error'; Id = 1000; StartTime = (Get-Date).AddDays(-$Day) }
  $crashes = [System.Collections.Generic.List[object]]::new()
  $events = @()
  try {
    $events = @(Get-WinEvent -FilterHashtable $filter -MaxEvents 200)
  }
  catch {
    # That nothing was found is an error too; that nothing may be read is another one.
    if ($_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*') { throw }
  }
  foreach ($entry in $events) {
    $details = @($entry.Properties)
    if ($details.Count -lt 7 -or [string]$details[0].Value -ne 'OUTLOOK.EXE') { continue }
    $crashes.Add(@{
        time   = $entry.TimeCreated.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture)
        module = [string]$details[3].Value
        code   = [string]$details[6].Value
      })
    if ($crashes.Count -ge 20) { break }
  }
  return @{ crashes = $crashes.ToArray() }
}
