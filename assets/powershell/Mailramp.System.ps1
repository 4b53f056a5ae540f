<#
.SYNOPSIS
  Facts of this computer that only PowerShell reaches: Store packages, session, Outlook's crashes.
.DESCRIPTION
  Reads only. What cannot be told for certain is null, never a guess.
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

function Test-MailrampElevated {
  <#
  .SYNOPSIS
    Whether this process has an administrator's token.
  #>
  [CmdletBinding()]
  [OutputType([bool])]
  param()
  $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
  $principal = [System.Security.Principal.WindowsPrincipal]::new($identity)
  return $principal.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Test-MailrampOtherUser {
  <#
  .SYNOPSIS
    Whether the desktop of this session belongs to somebody else; null when no desktop was found.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][int]$SessionId
  )
  $mine = [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value
  try {
    $shells = @(Get-CimInstance -ClassName 'Win32_Process' -Filter "Name = 'explorer.exe'" -OperationTimeoutSec 5)
    foreach ($shell in $shells) {
      if ([int]$shell.SessionId -ne $SessionId) { continue }
      $owner = Invoke-CimMethod -InputObject $shell -MethodName 'GetOwnerSid' -OperationTimeoutSec 5
      if ([string]$owner.Sid -eq '') { continue }
      return [string]$owner.Sid -ne $mine
    }
  }
  catch {
    return $null
  }
  return $null
}

function Get-MailrampSessionFact {
  <#
  .SYNOPSIS
    Whether this session is remote, locked, elevated or on somebody else's desktop.
  .DESCRIPTION
    A locked session shows the logon screen, a process of this session; where it is absent nothing is claimed, because
    it also ends a while after unlocking and is not visible to everybody.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param()
  $sessionId = (Get-Process -Id $PID).SessionId
  $logon = @(Get-Process -Name 'LogonUI' -ErrorAction SilentlyContinue | Where-Object -Property 'SessionId' -EQ -Value $sessionId)
  return @{
    remote    = [string]$env:SESSIONNAME -like 'RDP-*'
    locked    = if ($logon.Count -gt 0) { $true } else { $null }
    elevated  = Test-MailrampElevated
    otherUser = Test-MailrampOtherUser -SessionId $sessionId
    session   = $sessionId
  }
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
  # An empty log is reported as an error too.
  $events = @(Get-WinEvent -FilterHashtable $filter -MaxEvents 200 -ErrorAction SilentlyContinue)
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
